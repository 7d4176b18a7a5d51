import type { Point } from './resume-point.ts';
import type { Known } from './source-counts.ts';

/** What became of an import, in a line for people. */
export function summary({ accepted, duplicates, refused, ignored }: Point, known: Known | undefined): string {
  const there = known === undefined || known.duplicates === 0 ? '' : ` (${thereAlready(known)})`;
  const reasons = Object.entries(ignored).sort(([, one], [, other]) => other - one);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const why = reasons.map(([reason, count]) => `${reason}: ${count}`).join(', ');
  return [
    `${accepted} accepted${there}`,
    `${duplicates} duplicates in the file`,
    ...(total > 0 ? [`${total} ignored (${why})`] : []),
    `${refused} refused`,
  ].join(', ');
}

const thereAlready = ({ duplicates, whole }: Known): string =>
  `${whole ? '' : 'at least '}${duplicates} of them were there already`;
