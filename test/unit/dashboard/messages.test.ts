import { globSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import de from '../../../dashboard/i18n/de.ts';
import en from '../../../dashboard/i18n/en.ts';

/** Every text by its path, e.g. `overview.title`. */
const texts = (messages: object, path = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
/** The names of a message's arguments; throws for what is no ICU message. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const { value } of Object.values(element.options)) visit(value);
      }
      if (element.type === TYPE.tag) visit(element.children);
    }
  };
  visit(new IntlMessageFormat(text, 'en').getAst());
  return [...names].sort();
}
const english = new Map(texts(en));
const german = new Map(texts(de));

describe('texts of the dashboard', () => {
  it('are there in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are ICU messages in both languages that take the same arguments', () => {
    const differing = [...english]
      .map(([key, text]) => ({ key, en: argumentsOf(text), de: argumentsOf(german.get(key) ?? '') }))
      .filter((one) => one.en.join() !== one.de.join());
    expect(differing).toEqual([]);
  });

  it('are not left in English', () => {
    const same = [...english].filter(([key, text]) => text.length > 24 && german.get(key) === text).map(([key]) => key);
    expect(same).toEqual([]);
  });

  it('are all said somewhere', () => {
    const dead = [...english.keys()].filter((path) => {
      const [space = '', key = ''] = path.split('.');
      return !sources.some(({ spaces, says }) => (spaces.size === 0 || spaces.has(space)) && says(key));
    });
    expect(dead).toEqual([]);
  });
});

/** The page's files: whose texts they take (none: they give keys to others), and whether a key stands in them. */
const sources = globSync('dashboard/**/*.{ts,tsx}', { exclude: ['dashboard/{dist,i18n}/**'] }).map((file) => {
  const code = readFileSync(file, 'utf8');
  const spaces = new Set([...code.matchAll(/useTranslations(?:\(|<)'(\w+)'/g)].map(([, space]) => space));
  const literals = new Set([...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].flatMap((found) => found.slice(1)));
  // `status-${kind}` says every text that begins so.
  const templates = [...code.matchAll(/`([\w-]+\$\{[^`}]+\}[\w-]*|\$\{[^`}]+\}[\w-]+)`/g)].map(
    ([, text = '']) => new RegExp(`^${text.replace(/\$\{[^}]*\}/g, '.+')}$`),
  );
  return { spaces, says: (key: string) => literals.has(key) || templates.some((one) => one.test(key)) };
});
