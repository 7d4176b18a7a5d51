/** One word in a conversation of a public help channel, where nobody says who helps and who asks. */
export interface Word {
  author: string;
  conversation: string;
  starts: boolean;
}

export type Part = 'question' | 'answer' | 'remark';

const threadsOfAHelper = 3;

/**
 * Who helps in a channel: those who wrote in at least three conversations that somebody else started. An assumption,
 * needed because the sets name no roles.
 */
export function helpersOf(words: readonly Word[]): Set<string> {
  const starter = startersOf(words);
  const answeredIn = new Map<string, Set<string>>();
  for (const { author, conversation } of words) {
    const startedBy = starter.get(conversation);
    if (startedBy === undefined || startedBy === author) continue;
    const seen = answeredIn.get(author) ?? new Set();
    answeredIn.set(author, seen.add(conversation));
  }
  return new Set([...answeredIn].filter(([, threads]) => threads.size >= threadsOfAHelper).map(([author]) => author));
}

/**
 * The part of each word, in the order given: the start of a conversation is a question, a helper's word in somebody
 * else's conversation an answer, anything else a remark.
 */
export function partsOf(words: readonly Word[]): Part[] {
  const helpers = helpersOf(words);
  const starter = startersOf(words);
  return words.map(({ author, conversation, starts }) => {
    if (starts) return 'question';
    const startedBy = starter.get(conversation);
    return startedBy !== undefined && startedBy !== author && helpers.has(author) ? 'answer' : 'remark';
  });
}

function startersOf(words: readonly Word[]): Map<string, string> {
  return new Map(words.filter((word) => word.starts).map((word) => [word.conversation, word.author]));
}
