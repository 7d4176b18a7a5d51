import { readSample } from '../../sample/read-sample.ts';
import type { CloudEvent } from '../../shared/interaction.ts';
import { shuffled } from './random.ts';

/** What is sent around one fault. */
export interface Load {
  /** Distinct interactions, in the order of the sample. */
  events: CloudEvent[];
  /** Them as texts, some of them thrice, in any order. */
  batches: string[][];
  sent: number;
}

/** So many interactions that follow each other in the sample stay together, so that there are conversations to be had. */
const neighbours = 50;
/** One of so many is sent three times. */
const thriceOneOf = 5;

/**
 * Real interactions without end: the bundled sample in stretches, in an order that is drawn, over and over again, with new
 * ids each time round. `take` makes the load of one fault: `count` texts in batches of `size`.
 */
export function endlessLoad(random: () => number) {
  const sample = readSample();
  const stretches = Array.from({ length: Math.ceil(sample.length / neighbours) }, (_, at) => at * neighbours);
  let round = 0;
  let left: CloudEvent[] = [];
  const next = (): CloudEvent => {
    if (left.length === 0) {
      const mark = `~${round++}`;
      left = shuffled(stretches, random).flatMap((at) =>
        sample.slice(at, at + neighbours).map((event) => renamed(event, mark)),
      );
    }
    return left.shift() as CloudEvent;
  };
  return {
    take(count: number, size: number): Load {
      const events: CloudEvent[] = [];
      const texts: string[] = [];
      while (texts.length < count) {
        const event = next();
        const text = JSON.stringify(event);
        events.push(event);
        texts.push(text);
        if (random() < 1 / thriceOneOf) texts.push(text, text);
      }
      const order = shuffled(texts, random);
      const batches = Array.from({ length: Math.ceil(order.length / size) }, (_, at) =>
        order.slice(at * size, (at + 1) * size),
      );
      return { events, batches, sent: order.length };
    },
  };
}

const named = ['object', 'target', 'inReplyTo', 'conversation', 'idea'] as const;

/** The same under other ids; what refers to others of the same round still does. */
function renamed(event: CloudEvent, mark: string): CloudEvent {
  const data = { ...event.data };
  for (const name of named) {
    const id = data[name];
    if (id !== undefined) data[name] = id + mark;
  }
  return { ...event, id: event.id + mark, data };
}
