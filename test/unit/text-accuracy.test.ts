import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readText } from '../../functions/ingest/text/read-text.ts';
import { textModel } from '../../shared/text-model.ts';
import { declarationTexts, measure, reviews } from './text-measure.ts';

const page = readFileSync(new URL('../../docs/text.md', import.meta.url), 'utf8');

/** The numbers of the row of docs/text.md that begins with `name`: n, coverage and accuracy in percent. */
function stated(name: string): { n: number; coverage: number; accuracy: number } {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
  const [n = Number.NaN, coverage = Number.NaN, accuracy = Number.NaN] = (row ?? '')
    .split('|')
    .slice(2)
    .map((cell) => Number.parseFloat(cell.replace(',', '')));
  return { n, coverage, accuracy };
}

const polarity = (text: string): 1 | -1 | undefined => {
  const { sentiment } = readText(text);
  return sentiment === undefined ? undefined : sentiment > 0 ? 1 : -1;
};
const allReviews = Object.values(reviews).flat();
const percent = (share: number) => Math.round(share * 1000) / 10;

describe('English sentiment is as accurate and as sure as docs/text.md says', () => {
  test.each([...Object.entries(reviews), ['all reviews', allReviews] as const])('%s', (name, rows) => {
    const { n, coverage, accuracy } = measure(rows, polarity);
    expect(n).toBe(stated(name).n);
    expect(percent(accuracy)).toBeGreaterThanOrEqual(stated(name).accuracy);
    expect(percent(coverage)).toBeGreaterThanOrEqual(stated(name).coverage);
  });

  test('its confusion and its lean to the positive are the stated ones', () => {
    const { confusion } = measure(allReviews, polarity);
    const { '1>1': right = 0, '1>-1': lost = 0, '-1>1': won = 0, '-1>-1': found = 0 } = confusion;
    for (const [label, said] of [
      ['positive', [right, lost, confusion['1>?']]],
      ['negative', [won, found, confusion['-1>?']]],
    ] as const) {
      expect(page).toContain(`| ${label} | ${said.map((count) => count?.toLocaleString('en')).join(' | ')} |`);
    }
    const net = (right + won - lost - found) / (right + won + lost + found);
    expect(page).toContain(`net sentiment reads +${net.toFixed(2)}`);
  });
});

describe('languages are identified as docs/text.md says', () => {
  test.each([
    ['declaration, 140 characters', declarationTexts(140)],
    ['declaration, 40 characters', declarationTexts(40)],
    ['reviews, English', allReviews.map(({ text }) => ({ text, label: 'en' }))],
  ])('%s', (name, rows) => {
    const { n, coverage, accuracy } = measure(rows, (text) => readText(text).language);
    expect(n).toBe(stated(name).n);
    expect(percent(accuracy)).toBeGreaterThanOrEqual(stated(name).accuracy);
    expect(percent(coverage)).toBeGreaterThanOrEqual(stated(name).coverage);
  });

  test('nothing in another language is taken for German or English, which alone have sentiment', () => {
    const others = declarationTexts(140).filter(({ label }) => label !== 'de' && label !== 'en');
    const taken = others.filter(({ text }) => ['de', 'en'].includes(readText(text).language ?? ''));
    expect(taken).toEqual([]);
  });
});

test('German sentiment is marked as not validated, in the docs and in the model', () => {
  expect(page).toMatch(/German[^.]*\*\*unvalidated\*\*/);
  const validated = textModel.components.flatMap((component) =>
    component.reads === 'sentiment' ? component.validated : [],
  );
  expect(validated).toEqual(['en']);
});

test('the docs name every component of the model and its version', () => {
  expect(page).toContain(`\`${textModel.id}\``);
  for (const { name, version } of textModel.components) expect(page).toMatch(new RegExp(`${name}[^\\n]*${version}`));
});
