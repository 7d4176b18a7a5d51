import type { ResultOf } from 'gql.tada';
import type { departmentQuery } from './queries.ts';

type Cell = ResultOf<typeof departmentQuery>['collaboration']['cells'][number];

/** What a department and another one wrote to each other; null: withheld. */
export interface SharedMessages {
  department: string;
  sent: number | null;
  received: number | null;
}

/** What a department shares with each other one, the most first; those without a word to each other are left out. */
export function sharedMessages(
  cells: readonly Pick<Cell, 'from' | 'to' | 'interactions'>[],
  id: string,
): SharedMessages[] {
  const between = (from: string, to: string) =>
    cells.find((cell) => cell.from.id === from && cell.to.id === to)?.interactions ?? null;
  const others = cells.filter(({ from, to }) => from.id === id && to.id !== id).map(({ to }) => to.id);
  return others
    .map((department) => ({ department, sent: between(id, department), received: between(department, id) }))
    .filter(({ sent, received }) => sent !== 0 || received !== 0)
    .sort((one, other) => amountOf(other) - amountOf(one));
}

const amountOf = ({ sent, received }: SharedMessages): number => (sent ?? 0) + (received ?? 0);
