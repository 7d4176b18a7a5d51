import type { ResultOf } from 'gql.tada';
import type { goalsQuery } from './queries.ts';

export type GoalsData = ResultOf<typeof goalsQuery>;
export type Goal = GoalsData['goals'][number];
export type Attestation = GoalsData['attestations'][number];
