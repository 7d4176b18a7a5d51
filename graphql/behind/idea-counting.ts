import { isIdeaThread, threadsOf } from '../../shared/conversation.ts';
import { type Idea, ideaOf, ideaSteps } from '../../shared/idea.ts';
import type { IdeaMeasure } from '../../shared/metrics/metric.ts';
import { type Counting, isTurnOf, type ReportPart } from './counting.ts';

const shipped = ({ reached }: Idea): boolean => reached.length > ideaSteps.indexOf('shipped');
const told = ({ reached }: Idea): boolean => reached.length > ideaSteps.indexOf('told');
const fromOutside = ({ kind }: Idea): boolean => kind === 'customer' || kind === 'public' || kind === 'partner';

const wanted: Record<IdeaMeasure['value'], Record<ReportPart, (idea: Idea) => boolean>> = {
  shipped: { ALL: () => true, NUMERATOR: shipped },
  coCreationShipped: { ALL: shipped, NUMERATOR: (idea) => shipped(idea) && fromOutside(idea) },
  loopClosed: { ALL: shipped, NUMERATOR: told },
  leadTime: { ALL: (idea) => shipped(idea) || !idea.declined, NUMERATOR: shipped },
};

/** What an idea metric counts: the submissions of the ideas that it rests on. */
export const ideaCounting = (value: IdeaMeasure['value'], part: ReportPart): Counting => ({
  weightOf: ({ activity }) => (activity === 'idea' ? 1 : undefined),
  thread: {
    of: (interaction) => threadsOf(interaction).find(isIdeaThread),
    counts(interaction, turns) {
      const submission = turns.find(({ activity }) => activity === 'idea');
      const idea = ideaOf(turns);
      return isTurnOf(submission, interaction) && idea !== undefined && wanted[value][part](idea);
    },
  },
});
