import { type Turn, withoutTurn, withTurn } from './conversation.ts';

/**
 * A conversation's turns, cut into pages so that a word in a long conversation rewrites one page and not all of it.
 * A page holds the turns from its `first` instant up to the next page's; the last page is the head. What happened in
 * one instant is never cut: ids sort differently in an engine, and may be longer than its keys.
 */
export interface TurnPage {
  /** When the first turn was when the page was made, ISO 8601 in UTC; the first page's is empty. */
  first: string;
  turns: Turn[];
}

export type TurnPages = readonly TurnPage[];

/** About 100 bytes a turn: a full page stays under 4 KB. More only when they share one instant. */
const maxTurns = 36;

export const noPages: TurnPages = [{ first: '', turns: [] }];

/** Sorts like `compareTurns`: ids hold no control characters, so an id comes before those that begin with it. */
export const turnKey = ({ at, id, source }: Turn): string => `${new Date(at).toISOString()}\u0001${id}\u0001${source}`;

export const allTurns = (pages: TurnPages): Turn[] => pages.flatMap((page) => page.turns);

/** The pages with a turn put in its place; pages that did not change are the same objects. */
export function putTurn(pages: TurnPages, turn: Turn): TurnPages {
  const others = removeTurn(pages, turn);
  const key = keyOf(turn);
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

const keyOf = ({ at }: Turn): string => new Date(at).toISOString();

/** Cuts a page that is full, as near to its middle as a new instant begins. */
function split({ first, turns }: TurnPage): TurnPage[] {
  if (turns.length <= maxTurns) return [{ first, turns }];
  const fromMiddle = (index: number) => Math.abs(index - (turns.length >> 1));
  const cuts = turns.flatMap(({ at }, index) => (index > 0 && at !== turns[index - 1]?.at ? [index] : []));
  const [best] = cuts.sort((a, b) => fromMiddle(a) - fromMiddle(b));
  if (best === undefined) return [{ first, turns }];
  return [
    { first, turns: turns.slice(0, best) },
    { first: keyOf(turns[best] as Turn), turns: turns.slice(best) },
  ];
}
