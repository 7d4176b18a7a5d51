import { compareTurns, type Turn, withoutTurn, withTurn } from './conversation.ts';

/**
 * A conversation's turns, cut into pages so that a word in a long conversation rewrites one page and not all of it.
 * A page holds the turns from its `first` key up to the next page's; the last page is the head.
 */
export interface TurnPage {
  /** Key of the first turn when the page was made; the first page's is empty. */
  first: string;
  turns: Turn[];
}

export type TurnPages = readonly TurnPage[];

/** About 100 bytes a turn: a full page stays under 4 KB. */
const maxTurns = 36;

export const noPages: TurnPages = [{ first: '', turns: [] }];

/** Sorts like `compareTurns`. */
export const turnKey = ({ at, id, source }: Turn): string => `${new Date(at).toISOString()}#${id}#${source}`;

export const allTurns = (pages: TurnPages): Turn[] => pages.flatMap((page) => page.turns);

/** The pages with a turn put in its place; pages that did not change are the same objects. */
export function putTurn(pages: TurnPages, turn: Turn): TurnPages {
  const others = removeTurn(pages, turn);
  const key = turnKey(turn);
  let at = others.length - 1;
  while (at > 0 && (others[at] as TurnPage).first > key) at--;
  const page = others[at] as TurnPage;
  return [
    ...others.slice(0, at),
    ...split({ first: page.first, turns: withTurn(page.turns, turn) }),
    ...others.slice(at + 1),
  ];
}

/** The pages without the turn of a (source, id); a page left empty stays, so that page names are stable. */
export function removeTurn(pages: TurnPages, turn: { source: string; id: string }): TurnPages {
  return pages.map((page) =>
    page.turns.some(({ source, id }) => source === turn.source && id === turn.id)
      ? { first: page.first, turns: withoutTurn(page.turns, turn) }
      : page,
  );
}

function split(page: TurnPage): TurnPage[] {
  if (page.turns.length <= maxTurns) return [page];
  const sorted = page.turns.toSorted(compareTurns);
  const upper = sorted.slice(maxTurns >> 1);
  return [
    { first: page.first, turns: sorted.slice(0, maxTurns >> 1) },
    { first: turnKey(upper[0] as Turn), turns: upper },
  ];
}
