/** Where the words of the writer end: a signature, the footer of a list, a mail that is quoted whole. */
const end = /^(?:-- ?$|_{5,}|-{5,}|={5,}|\s*-+ ?(?:original message|forwarded message|ursprüngliche nachricht))/i;
/** Quotations, and the line that says who is quoted. */
const quoted = /^\s*[>|]|\b(?:wrote|writes|said|schrieb|a écrit)[^.!?]{0,80}:\s*$/i;

const textAtMost = 10_000;

/** What the writer of a mail says: without quotations, signature and footer, 10,000 characters at most. */
export function ownWords(text: string): string {
  const lines = text.split(/\r?\n/);
  const last = lines.findIndex((line) => end.test(line));
  return (last === -1 ? lines : lines.slice(0, last))
    .filter((line) => !quoted.test(line))
    .join('\n')
    .trim()
    .slice(0, textAtMost)
    .toWellFormed();
}
