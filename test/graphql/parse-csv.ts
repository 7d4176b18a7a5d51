/** RFC 4180, read by the letter: records end with CRLF, what holds a quote, a separator or a line break is quoted. */
export function parseCsv(text: string, separator = ','): string[][] {
  const records: string[][] = [];
  let [record, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && character === separator) {
      record.push(cell);
      cell = '';
    } else if (!quoted && text.startsWith('\r\n', at)) {
      records.push([...record, cell]);
      [record, cell] = [[], ''];
      at++;
    } else cell += character;
  }
  if (quoted || record.length > 0 || cell !== '') throw new Error('The last record does not end.');
  return records;
}
