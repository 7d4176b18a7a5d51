import type { ResultOf, VariablesOf } from 'gql.tada';
import { useMemo } from 'react';
import { type Answer, useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import type { MetricName } from '../../app/shell.ts';
import { useChoice } from '../../filters/use-choice.ts';
import { initiativesQuery } from './queries.ts';

export const weekChoices = ['8', '4', '13', '26'] as const;
export const ofChoices = ['department', 'company'] as const;

const typenames = ['Initiative'];

export interface AskedInitiatives {
  metric: [MetricName, (id: MetricName) => void];
  weeks: [(typeof weekChoices)[number], (weeks: (typeof weekChoices)[number]) => void];
  of: [(typeof ofChoices)[number], (of: (typeof ofChoices)[number]) => void];
  answer: Answer<ResultOf<typeof initiativesQuery>, VariablesOf<typeof initiativesQuery>>;
}

/** Asks for the initiatives with the effect on a metric; what is compared stands in the address. */
export function useInitiatives(): AskedInitiatives {
  const { language, shell } = usePage();
  const others = shell.metrics.map(({ id }) => id).filter((id) => id !== 'RESPONSE_RATE');
  const metric = useChoice<MetricName>('effect', ['RESPONSE_RATE', ...others]);
  const weeks = useChoice('weeks', weekChoices);
  const of = useChoice('of', ofChoices);
  const [[metricId], [asked], [whose]] = [metric, weeks, of];
  const variables = useMemo(
    () => ({ metric: metricId, weeks: Number(asked), company: whose === 'company', language }),
    [metricId, asked, whose, language],
  );
  return { metric, weeks, of, answer: useAnswer(initiativesQuery, variables, { typenames }) };
}
