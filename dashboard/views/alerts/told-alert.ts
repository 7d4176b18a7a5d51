import type { ResultOf, VariablesOf } from 'gql.tada';
import type { setAlertRule } from './mutations.ts';
import type { alertsQuery } from './queries.ts';

type Told = ResultOf<typeof alertsQuery>;
export type ToldAlert = Told['alerts'][number];
export type ToldRule = Told['alertRules'][number];
export type RuleInput = VariablesOf<typeof setAlertRule>['input'];
export type MetricName = NonNullable<RuleInput['metric']>;
/** By what each metric may be narrowed. */
export type ToldDimensions = Told['metrics'];
