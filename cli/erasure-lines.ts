/** A receipt as the API gives it. */
export interface ListedErasure {
  id: string;
  state: string;
  askedBy: string;
  askedAt: string;
  erasedAt: string | null;
  sweptAt: string | null;
  shreddedAt: string | null;
  backupsUntil: string | null;
  places: { place: string; count: number }[];
}

/** The fields of a receipt in a document. */
export const erasureFields = 'id state askedBy askedAt erasedAt sweptAt shreddedAt backupsUntil places { place count }';

/** Characters that move the cursor, hide or turn text: the issuer's `sub` is printed without them. */
const control = /\p{C}/gu;

/** A receipt in lines: what it is, then what was done when. */
export function linesOf(erasure: ListedErasure): string[] {
  const { id, state, askedBy, askedAt, erasedAt, sweptAt, shreddedAt, backupsUntil, places } = erasure;
  const when = (what: string, at: string | null) => (at === null ? [] : [`  ${what} ${at}`]);
  return [
    `${id}  ${state}`,
    `  asked for ${askedAt} by ${askedBy.replace(control, '\u{fffd}')}`,
    ...when('replaced', erasedAt),
    ...when('looked through again', sweptAt),
    ...(erasedAt !== null && sweptAt === null
      ? ['  to be looked through again, some minutes later: until then an export still shows them']
      : []),
    ...when('keys of copies destroyed', shreddedAt),
    ...when('backups hold it until', backupsUntil),
    `  ${places.map(({ place, count }) => `${place} ${count}`).join(', ')}`,
  ];
}
