import { groupBy, type Happening, inOrder } from './happening.ts';

/** A conversation of people outside with us, or a single word of one of them. */
export interface Talk {
  first: Happening;
  isDialogue: boolean;
}

const wordKinds = ['post', 'comment', 'mention', 'enquiry', 'reply', 'message', 'contribution', 'idea'];

/** Every conversation by its words: those of people (no bots) that came in or went out. */
export function talksOf(happenings: readonly Happening[]): Talk[] {
  const words = happenings.filter(
    ({ activity, kind, direction }) => wordKinds.includes(activity) && kind !== 'bot' && direction !== 'internal',
  );
  const named = groupBy(words, ({ conversation, activity, source, id }) => {
    if (conversation !== undefined) return `named ${conversation}`;
    return activity === 'enquiry' ? `named ${source} ${id}` : `alone ${source} ${id}`;
  });
  return [...named.values()].map((talk) => {
    const [first] = talk.toSorted(inOrder);
    if (!first) throw new Error('A conversation has a first word.');
    const directions = new Set(talk.map(({ direction }) => direction));
    return { first, isDialogue: directions.has('inbound') && directions.has('outbound') };
  });
}
