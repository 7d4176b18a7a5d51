import { addDays } from '../shared/zone.ts';
import { firstDay } from './generate.ts';
import { graphqlBody, type ReportInput, reportBody } from './graphql.ts';

const lastDay = addDays(firstDay, 89);

/** The reports that are timed, all within the 90 generated days, which hold a change to summer time. */
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
  /** A whole month: numbers about employees are told of nothing else. */
  q2all: {
    metrics: [
      'ANSWERED',
      'RESPONSE_RATE',
      'WITHIN_TARGET',
      'OVERDUE',
      'FIRST_RESPONSE_P50',
      'FIRST_RESPONSE_P90',
      'FIRST_RESPONSE_P95',
      'ACTIVE_CUSTOMERS',
      'ACTIVE_EMPLOYEES',
      'ACTIVE_PEOPLE',
      'ADOPTION',
      'SUSTAINED_ADOPTION',
      'LEADERSHIP_ACTIVITY',
      'AMBASSADORS',
      'NET_SENTIMENT',
      'SENTIMENT_COVERAGE',
    ],
    range: { from: '2025-03-01', to: '2025-03-31' },
    by: ['DEPARTMENT'],
  },
} satisfies Record<string, ReportInput>;

const collaboration = `query Collaboration($range: DateRange!) {
  collaboration(range: $range) {
    departments { id }
    cells { from { id } to { id } interactions withheld connected }
    counted { from to }
    openness connectedness reciprocity
    warnings { code message }
  }
}`;

/** The answers that are more than a report. */
export const answerQuestions = {
  socialShare: {
    query: `query SocialShare($range: DateRange!) {
      socialShare(range: $range) {
        baseline baselineDate target targetDate citation requiredPerMonth forecastDate onTrack
        points { month actual glidePath forecast forecastLow forecastHigh }
      }
    }`,
    variables: { range: { from: '2024-05-01', to: '2025-04-30' } },
  },
  maturity: {
    query: `query Maturity($asOf: Date!) {
      maturity(asOf: $asOf) {
        department { id name }
        asOf from to stage name nextStep
        criteria { stage id kind name metric { id } threshold value n met withheld missing needs }
      }
    }`,
    variables: { asOf: '2025-04-07' },
  },
  collaboration: { query: collaboration, variables: { range: { from: firstDay, to: lastDay } } },
  collaborationYear: { query: collaboration, variables: { range: { from: '2024-04-08', to: '2025-04-06' } } },
  ideaFunnel: {
    query: `query IdeaFunnel($range: DateRange!) {
      ideaFunnel(range: $range) { steps { stage count conversion medianDays open declined withheld } }
    }`,
    variables: { range: { from: firstDay, to: lastDay } },
  },
};

export type QuestionName = keyof typeof reportQuestions | keyof typeof answerQuestions;

export interface Question {
  name: QuestionName;
  body: Buffer;
  /** Milliseconds that the median of one caller should not exceed at a million interactions; absent: none was set. */
  reach?: number;
}

const reach: Record<QuestionName, number | undefined> = {
  q1: 8,
  q2: 9,
  q3: 2.5,
  q2all: 20,
  socialShare: 40,
  maturity: 40,
  collaboration: 20,
  collaborationYear: 20,
  ideaFunnel: undefined,
};

/** Everything that is timed, as requests. */
export const questions: readonly Question[] = Object.entries(reach).map(([key, milliseconds]) => {
  const name = key as QuestionName;
  const body =
    name in reportQuestions
      ? reportBody(reportQuestions[name as keyof typeof reportQuestions])
      : graphqlBody(answerQuestions[name as keyof typeof answerQuestions]);
  return { name, body, ...(milliseconds !== undefined && { reach: milliseconds }) };
});
