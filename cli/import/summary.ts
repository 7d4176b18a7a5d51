import type { Point } from './resume-point.ts';

/** What became of an import, in a line for people; `knownBefore` of the accepted ones were there already. */
export function summary({ accepted, duplicates, refused, ignored }: Point, knownBefore: number | undefined): string {
  const known = knownBefore === undefined || knownBefore === 0 ? '' : ` (${knownBefore} of them were there already)`;
  const reasons = Object.entries(ignored).sort(([, one], [, other]) => other - one);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const why = reasons.map(([reason, count]) => `${reason}: ${count}`).join(', ');
  return [
    `${accepted} accepted${known}`,
    `${duplicates} duplicates in the file`,
    ...(total > 0 ? [`${total} ignored (${why})`] : []),
    `${refused} refused`,
  ].join(', ');
}
