import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { table } from '../../graphql/docs/markdown.ts';
import { repository } from './repository.ts';

/**
 * `node cli/source/print-pages.ts` writes the generated parts of `docs/sources/`: the list of all sources, and on the page
 * of each what its kinds become. With `--check` it exits 1 when one is not current.
 */
const loaded = await Promise.all(Object.values(adapters).map((load) => load()));
loaded.sort((one, other) => one.name.localeCompare(other.name, 'en'));

print('README', 'sources', listOf(loaded));
for (const adapter of loaded) print(adapter.id, 'kinds', kindsOf(adapter));

function print(page: string, part: string, content: string): void {
  const file = join(repository, 'docs/sources', `${page}.md`);
  const [before, after] = [`<!-- ${part} -->`, `<!-- /${part} -->`];
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [start, end] = [text.indexOf(before), text.indexOf(after)];
  if (start < 0 || end < start) {
    fail(`docs/sources/${page}.md needs the lines ${before} and ${after}.`);
    return;
  }
  const current = `${text.slice(0, start)}${before}\n\n${content}\n\n${text.slice(end)}`;
  if (current === text) return;
  if (process.argv.includes('--check')) fail(`docs/sources/${page}.md is not current: run \`npm run generate\`.`);
  else writeFileSync(file, current);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function listOf(all: readonly SourceAdapter[]): string {
  const comes = ({ webhook, scheduled }: SourceAdapter) =>
    [
      webhook && (webhook.verify === 'key' ? 'it sends, with a key' : 'it sends, signed'),
      scheduled && `asked (${scheduled.every})`,
    ]
      .filter(Boolean)
      .join('; ');
  return table(
    ['source', 'adapter', 'how it comes', 'what'],
    all.map((adapter) => [
      `[${adapter.name}](${adapter.id}.md)`,
      `\`${adapter.id}\``,
      comes(adapter),
      adapter.description,
    ]),
  );
}

function kindsOf({ kinds }: SourceAdapter): string {
  const all = Object.entries(kinds);
  const mapped = all.flatMap(([name, kind]) => ('map' in kind ? [[`\`${name}\``, kind.becomes]] : []));
  const ignored = Map.groupBy(
    all.flatMap(([name, kind]) => ('ignored' in kind ? [{ name: `\`${name}\``, why: kind.ignored }] : [])),
    ({ why }) => why,
  );
  const left = [...ignored].map(([why, members]) => [why, members.map(({ name }) => name).join(', ')]);
  return [
    table(['kind', 'becomes'], mapped),
    ...(left.length > 0 ? [table(['answered, counted and left alone, because', 'kinds'], left)] : []),
  ].join('\n\n');
}
