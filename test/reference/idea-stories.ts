import type { Days } from './calendar.ts';
import { within } from './calendar.ts';
import { groupBy, type Happening, inOrder } from './happening.ts';
import { nearestRank } from './quantile.ts';

const chain = ['reviewed', 'accepted', 'started', 'shipped', 'told'] as const;
type Step = 'submitted' | (typeof chain)[number];

/** What became of an idea: epoch milliseconds of each step it made. */
export interface IdeaStory {
  submission: Happening;
  reached: Partial<Record<Step, number>>;
  declined: boolean;
}

/** The story of each idea that was submitted. A step not told is taken to be made with the next one that is. */
export function ideaStoriesOf(happenings: readonly Happening[]): IdeaStory[] {
  const histories = groupBy(happenings, ({ activity, idea, source, id }) => {
    if (activity === 'idea') return idea ?? `${source} ${id}`;
    return activity === 'stage' ? idea : undefined;
  });
  return [...histories.values()].flatMap((history) => {
    const [submission] = history.filter(({ activity }) => activity === 'idea').sort(inOrder);
    if (!submission) return [];
    const later = history.filter(({ activity, at }) => activity === 'stage' && at >= submission.at).sort(inOrder);
    const reached: IdeaStory['reached'] = { submitted: submission.at };
    for (const step of chain) {
      const onward = chain.slice(chain.indexOf(step));
      const known = onward.find((name) => later.some(({ stage }) => stage === name));
      const at = later.find(({ stage }) => stage === known)?.at;
      if (known !== undefined && at !== undefined) reached[step] = at;
    }
    return [{ submission, reached, declined: later.some(({ stage }) => stage === 'declined') }];
  });
}

/** The ideas submitted in the range (home days), to a department or to all. */
export const cohortOf = (stories: readonly IdeaStory[], days: Days, department?: string): IdeaStory[] =>
  stories.filter(
    ({ submission }) =>
      within(submission.day, days) && (department === undefined || submission.department === department),
  );

/** The steps that a cohort of ideas made. */
export function funnelOf(cohort: readonly IdeaStory[]) {
  return (['submitted', ...chain] as const).map((step, index, steps) => {
    const before = steps[index - 1];
    const count = cohort.filter(({ reached }) => reached[step] !== undefined).length;
    if (before === undefined) return { step, count, open: 0, conversion: null, medianDays: null };
    const ready = cohort.filter(({ reached }) => reached[before] !== undefined);
    const waits = ready.flatMap(({ reached }) => {
      const [from, to] = [reached[before], reached[step]];
      return from === undefined || to === undefined ? [] : [(to - from) / 86_400_000];
    });
    return {
      step,
      count,
      open: ready.filter(({ reached, declined }) => reached[step] === undefined && !declined).length,
      conversion: ready.length > 0 ? count / ready.length : null,
      medianDays: nearestRank(waits, 0.5) ?? null,
    };
  });
}
