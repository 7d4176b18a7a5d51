import type { Sent } from './paced-sender.ts';
import type { SoakResult } from './run-soak.ts';

export interface Claim {
  claim: string;
  holds: boolean;
}

/** What a soak has to show. A source that sends little while another floods must not lose anything. */
export function claimsOf({
  verdicts,
  samples,
  steady,
  overload,
  accepted,
  counted,
  drained,
  verified,
}: SoakResult): Claim[] {
  const small = [...overload].filter(([name]) => name !== 'noisy');
  const sum = (streams: Iterable<Sent>, of: (sent: Sent) => number) =>
    [...streams].reduce((total, one) => total + of(one), 0);
  const shedAtAll = Object.values(overload.get('noisy')?.shed ?? {}).reduce((a, b) => a + b, 0);
  return [
    ...verdicts.map(({ series, flat }) => ({ claim: `${series} is flat`, holds: flat })),
    {
      claim: 'nothing is shed at the steady rate',
      holds: sum(steady.values(), ({ offered, accepted: taken }) => offered - taken) === 0,
    },
    { claim: 'the overload is shed', holds: shedAtAll > 0 },
    ...small.map(([name, one]) => ({ claim: `${name} loses nothing meanwhile`, holds: one.accepted === one.offered })),
    { claim: 'no dead letters', holds: samples.every(({ dead }) => dead === 0) },
    { claim: `all ${accepted} that were accepted are counted (${counted})`, holds: accepted === counted },
    { claim: 'drain is satisfied', holds: drained },
    { claim: 'verify is satisfied', holds: verified },
  ];
}

/** The figures of a soak as lines of text. */
export function soakTable({ drainRate, verdicts, overload, samples, recovered, reopened }: SoakResult): string[] {
  const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
  const worst = Math.max(
    ...samples.filter(({ phase }) => phase === 'overload').map(({ freshnessMax }) => freshnessMax),
  );
  const rows = [
    ['steady', 'median', 'a minute', 'between', 'and', 'borne', ''],
    ...verdicts.map(({ series, unit, median, slope, low, high, tolerance, flat }) => [
      `${series} (${unit})`,
      ...[median, slope, low, high, tolerance].map(number),
      flat ? 'flat' : 'GROWS',
    ]),
    ['overload', 'offered', 'accepted', '%', 'shed', '', ''],
    ...[...overload].map(([name, { offered, accepted, shed }]) => [
      name,
      String(offered),
      String(accepted),
      number((100 * accepted) / Math.max(1, offered)),
      Object.entries(shed)
        .map(([code, count]) => `${code}: ${count}`)
        .join(', '),
      '',
      '',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (column > 3 ? 8 : (row[column] ?? '').length))),
  );
  return [
    `drain rate ${drainRate.toFixed(0)} interactions/s`,
    ...rows.map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    ),
    `slowest to be counted in the overload: ${worst.toFixed(1)} s; nothing waits ${recovered.toFixed(1)} s after it, nobody is shed ${reopened.toFixed(1)} s after it`,
  ];
}
