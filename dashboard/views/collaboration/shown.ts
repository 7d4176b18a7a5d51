import type { ResultOf } from 'gql.tada';
import type { Counted } from './counted-days.ts';
import type { collaborationQuery } from './queries.ts';

type Answer = ResultOf<typeof collaborationQuery>;
export type CollaborationMatrix = Answer['collaboration'];
export type CollaborationReport = Answer['report'];

/** What every panel of the page is given. */
export interface Shown {
  matrix: CollaborationMatrix;
  counted: Counted;
  updating: boolean;
}

export const nameIn =
  ({ departments }: Pick<CollaborationMatrix, 'departments'>) =>
  (id: string): string =>
    departments.find((one) => one.id === id)?.name ?? id;
