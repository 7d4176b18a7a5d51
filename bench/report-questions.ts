import { addDays } from '../shared/zone.ts';
import { firstDay } from './generate.ts';
import type { ReportInput } from './graphql.ts';

const lastDay = addDays(firstDay, 89);

/** The questions that are timed, all within the 90 generated days, which hold a change to summer time. */
export const reportQuestions = {
  q1: {
    metrics: ['INTERACTIONS'],
    range: { from: firstDay, to: lastDay },
    granularity: 'DAY',
    by: ['CHANNEL'],
  },
  q2: {
    metrics: ['INTERACTIONS', 'ENQUIRIES', 'ANSWERED', 'RESPONSE_RATE', 'FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P95'],
    range: { from: addDays(lastDay, -29), to: lastDay },
    by: ['DEPARTMENT'],
  },
  q3: {
    metrics: ['INTERACTIONS'],
    range: { from: addDays(lastDay, -12), to: addDays(lastDay, -6) },
    by: ['DEPARTMENT', 'CHANNEL'],
  },
} as const satisfies Record<string, ReportInput>;
export type QuestionName = keyof typeof reportQuestions;
