import { readSample } from '../../sample/read-sample.ts';
import type { CloudEvent } from '../../shared/interaction.ts';

const named = ['object', 'target', 'inReplyTo', 'conversation', 'idea'] as const;

/**
 * The bundled sample without end, each time round under other ids, as a live feed brings it: in its order, each happening
 * now. Retractions are left out, so that what is counted is what was accepted. `source` replaces those of the sample.
 */
export function createRealFeed(mark: string, source?: string) {
  const sample = readSample().filter(({ type }) => !type.includes('retraction') && !type.includes('edit'));
  let next = 0;
  return {
    take(count: number): CloudEvent[] {
      const time = new Date().toISOString();
      return Array.from({ length: count }, () => {
        const event = sample[next % sample.length] as CloudEvent;
        const round = `~${mark}${Math.floor(next++ / sample.length)}`;
        const data = { ...event.data };
        for (const name of named) {
          const id = data[name];
          if (id !== undefined) data[name] = id + round;
        }
        return { ...event, id: event.id + round, source: source ?? event.source, time, data };
      });
    },
  };
}
