import german from 'stopwords-de/stopwords-de.json' with { type: 'json' };
import english from 'stopwords-en/stopwords-en.json' with { type: 'json' };

/** Limits of what is kept with an interaction: every byte of it is stored. */
const mostTopics = 5;
const longest = 32;
const mostCharacters = 80;
const shortest = 4;

/** Words of talk that the lists of stop words lack: they say that somebody writes, not about what. */
const talk = `actually agree already always amazing anymore anyone awesome bad best better bit cant check contact day days dear
dont else even ever everyone feel fine folks follow getting glad going gonna good great guess guys happy hear hear heard hello help helps hey
hope hours http https im issue issues ive just keep know later left let like link little long look looking looks lot love made make
making minutes month months moment morning name need needs never nice night okay ones people perfect please pls problem problems
read reach reading really remember reply right said saying says send sent seem seems someone something sort soon sorry sounds start stuff still sure take
talk talking tell thank thanks thing things think thought time times today told tomorrow tonight tried try trying understand using
wait waiting want wants watch wanted wants week weeks well whats wonder work working works worst write writes written wrong wrote yeah year years yesterday`;
const stopWords = {
  en: new Set([...english, ...talk.split(/\s+/)]),
  de: new Set([
    ...german.map((word) => word.toLowerCase()),
    ...'dank danke hallo hilfe moment name namen problem probleme tag tage woche wochen monat monate stunde stunden uhr euro grüße gruß'.split(
      ' ',
    ),
  ]),
};
type Reader = keyof typeof stopWords;

export const hasTopics = (language: string | undefined): language is Reader =>
  language !== undefined && Object.hasOwn(stopWords, language);

/**
 * What a plain text is about: at most five words, lower case, the frequent first, then in the order of the text; 80
 * characters in all. English: words in small letters, as capitals may be names. German: nouns after an article, as a name
 * has none. Words with digits or signs are never taken, nor words that `isOpinion` knows.
 */
export function readTopics(text: string, language: Reader, isOpinion: (word: string) => boolean): string[] {
  const counts = new Map<string, number>();
  for (const word of language === 'de' ? germanNouns(text) : smallWords(text)) {
    const topic = word.toLowerCase();
    if (topic.length < shortest || topic.length > longest || stopWords[language].has(topic)) continue;
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const topics: string[] = [];
  let characters = 0;
  for (const [topic] of [...counts].sort((one, other) => other[1] - one[1])) {
    if (isOpinion(topic)) continue;
    characters += topic.length;
    if (topics.length === mostTopics || characters > mostCharacters) break;
    topics.push(topic);
  }
  return topics;
}

/** Neither adverbs nor forms of verbs: mostly nouns and plain verbs are left. */
const verbal = /(?:ing|ed|ly|n't)$/;

const smallWords = (text: string): string[] =>
  tokensOf(text).filter((token) => /^\p{Ll}+$/u.test(token) && !verbal.test(token));

const determiner =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|(?:m|d|s|k)ein(?:e[nmrs]?)?|(?:ihr|unser|euer|eur)(?:e[nmrs]?)?|diese[nmrs]?|jede[nmrs]?|im|am|ins|zum|zur|vom|beim)$/;

/** Capitalised words after a determiner, with at most one small word between them (`mein neues Paket`). */
function germanNouns(text: string): string[] {
  const tokens = tokensOf(text);
  const follows = (at: number) => determiner.test(tokens[at]?.toLowerCase() ?? '');
  return tokens.filter(
    (token, at) =>
      /^\p{Lu}\p{Ll}+$/u.test(token) &&
      (follows(at - 1) || (/^\p{Ll}+$/u.test(tokens[at - 1] ?? '') && follows(at - 2))),
  );
}

/** Words without the punctuation around them; a word with anything else inside stays whole and fits no topic. */
const tokensOf = (text: string): string[] =>
  text.split(' ').map((token) => token.replace(/^[^\p{L}\p{N}@]+|[^\p{L}\p{N}]+$/gu, ''));
