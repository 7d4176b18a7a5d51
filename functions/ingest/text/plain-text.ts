/** Characters that are read of a text: its beginning says what it is about, and the work stays bounded. */
const readAtMost = 2_000;

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/**
 * The words of the first 2,000 characters, with single spaces: without addresses of pages, people and mailboxes and
 * without control characters, with straight apostrophes. Never throws; linear in what it reads.
 */
export function plainText(text: string): string {
  return (
    text
      .slice(0, readAtMost)
      .toWellFormed()
      .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
      .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
      // \s leaves control and format characters (direction marks, joiners) inside words.
      .replace(/[\p{Cc}\p{Cf}\ufffd]+/gu, ' ')
      .split(/\s+/)
      .filter((token) => token !== '' && !address.test(token))
      .join(' ')
  );
}

/** A handle, an e-mail address, or the address of a page with or without its scheme. */
const address = /@|:\/\/|^www\.|^\w[\w.-]*\.[a-z]{2,}\//i;
