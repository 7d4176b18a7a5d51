import { type Days, within } from './calendar.ts';
import type { Company, Happening, WireLine } from './happening.ts';
import { type IdeaStory, ideaStoriesOf } from './idea-stories.ts';
import { type Talk, talksOf } from './talks.ts';
import { type Ticket, ticketsOf } from './tickets.ts';
import { whatHappened } from './what-happened.ts';

/** Everything that numbers are made of, ready to be counted by walking over it. */
export interface Book {
  company: Company;
  happenings: Happening[];
  /** Those of some home days; asked for again and again. */
  during(days: Days): Happening[];
  tickets: Ticket[];
  talks: Talk[];
  stories: IdeaStory[];
}

/** Where to count; nothing named is the whole company. */
export interface Place {
  department?: string;
  channel?: string;
  channelKind?: string;
  direction?: string;
}

export function openBook(lines: Iterable<string | WireLine>, company: Company): Book {
  const happenings = whatHappened(lines, company);
  const asked = new Map<string, Happening[]>();
  return {
    company,
    happenings,
    during(days) {
      const key = `${days.from} ${days.to}`;
      const found = asked.get(key) ?? happenings.filter(({ day }) => within(day, days));
      asked.set(key, found);
      return found;
    },
    tickets: ticketsOf(happenings, company),
    talks: talksOf(happenings),
    stories: ideaStoriesOf(happenings),
  };
}

/** Whether something took place there and then. */
export function isAt(
  one: Pick<Happening, 'day' | 'department' | 'channel' | 'channelKind'> & { direction?: string },
  { department, channel, channelKind, direction }: Place,
  days: Days,
): boolean {
  return (
    within(one.day, days) &&
    (department === undefined || one.department === department) &&
    (channel === undefined || one.channel === channel) &&
    (channelKind === undefined || one.channelKind === channelKind) &&
    (direction === undefined || one.direction === direction)
  );
}

/** What a number is made of; null is told as null, undefined is not foretold. */
export interface Answer {
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
  n?: number | null;
  /** The group is too small to tell, or the sums around it may make it so. */
  hidden?: 'must' | 'may';
  /** The value is at most this much off, relatively. */
  error?: number;
  /** Warnings that it must carry, or must not. */
  warns?: Record<string, boolean>;
}

export const counted = (count: number): Answer => ({ value: count, numerator: count, denominator: null, n: count });

/** A ratio; of nothing it is empty. `n` is the denominator unless something else is counted. */
export const ratio = (numerator: number, denominator: number, n = denominator): Answer => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
  n,
});

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
