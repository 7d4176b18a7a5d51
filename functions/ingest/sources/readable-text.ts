/** What an interaction takes as text. */
const most = 100_000;

/** The words of a thing, e.g. title and body, as one text of at most 100,000 characters; undefined when it has none. */
export function readableText(...pieces: readonly (string | null | undefined)[]): string | undefined {
  const text = pieces.filter((piece) => piece?.trim()).join('\n\n');
  return text === '' ? undefined : text.slice(0, most);
}
