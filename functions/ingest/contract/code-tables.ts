import { refusalCodes } from '../../../shared/errors.ts';
import { problemCodes } from './problem-codes.ts';

const rows = (cells: readonly (readonly string[])[]) =>
  cells
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
    .replaceAll('<', '&lt;');

/** The generated parts of `docs/clients.md` by the name of their marks. */
export const codeTables: Readonly<Record<string, string>> = {
  'request-codes': rows([
    ['code', 'status', 'meaning'],
    ['---', '---', '---'],
    ...Object.entries(problemCodes)
      .toSorted(([, one], [, other]) => one.status - other.status)
      .map(([code, { status, meaning }]) => [`\`${code}\``, String(status), meaning]),
  ]),
  'interaction-codes': rows([
    ['code', 'meaning'],
    ['---', '---'],
    ...Object.entries(refusalCodes).map(([code, meaning]) => [`\`${code}\``, meaning]),
  ]),
};

/** The page with its generated parts as they should be; throws when a mark is missing. */
export function withCodeTables(page: string): string {
  return Object.entries(codeTables).reduce((text, [name, table]) => {
    const [before, after] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [text.indexOf(before), text.indexOf(after)];
    if (start < 0 || end < start) throw new Error(`docs/clients.md needs the lines ${before} and ${after}.`);
    return `${text.slice(0, start)}${before}\n\n${table}\n\n${text.slice(end)}`;
  }, page);
}
