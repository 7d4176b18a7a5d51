const lineFeed = 0x0a;
/** `From `, an address (or what a program puts in its place) and a date that ends with the year, or with a zone after it. */
const separator = /^From \S.* \d{4}(?: [+-]\d{4}| [A-Z]{3,4})?\s*$/;
/** A line of a mail that looked like a separator: one more `>` before it (mboxrd). */
const quotedFrom = /^>+From /;
/** The words of a mail come before its attachments. */
const mailAtMost = 5 << 20;

/** A mail of an mbox file; `line` is that of its separator, from 1. */
export interface MboxMail {
  line: number;
  raw: Buffer;
}

/** The mails of an mbox file (RFC 4155), each at most 5 MiB: what is longer is cut, which leaves out attachments. */
export async function* mailsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<MboxMail> {
  let pieces: Buffer[] | undefined;
  let size = 0;
  let begun = 0;
  let number = 0;
  let afterBlank = true;
  for await (const line of rawLines(bytes)) {
    number += 1;
    if (afterBlank && line[0] === 0x46 && separator.test(line.toString('latin1'))) {
      if (pieces !== undefined) yield { line: begun, raw: Buffer.concat(pieces) };
      pieces = [];
      size = 0;
      begun = number;
    } else if (pieces !== undefined && size < mailAtMost) {
      const own = line[0] === 0x3e && quotedFrom.test(line.toString('latin1')) ? line.subarray(1) : line;
      pieces.push(own);
      size += own.length;
    }
    afterBlank = line.length <= 2 && line.toString('latin1').trim() === '';
  }
  if (pieces !== undefined) yield { line: begun, raw: Buffer.concat(pieces) };
}

/** Lines as bytes, with their line feeds: a mail may be in any encoding. */
async function* rawLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of bytes) {
    let begin = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, begin)) {
      const piece = chunk.subarray(begin, end + 1);
      yield rest.length > 0 ? Buffer.concat([...rest, piece]) : piece;
      rest = [];
      begin = end + 1;
    }
    if (begin < chunk.length) rest.push(chunk.subarray(begin));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
