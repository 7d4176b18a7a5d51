import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSoak } from './soak/run-soak.ts';
import { claimsOf, soakTable } from './soak/soak-table.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    'rate-share': { type: 'string', default: '0.7' },
    overload: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`npm run soak -- [options]
  --minutes N       of the steady load (default 15)
  --rate-share S    of the drain rate that is measured first (default 0.7)
  --overload N      times the drain rate, afterwards (default 3)
One JSON line for each sample on standard output; the table, and what holds, on standard error. Exit code 1 when not all holds.
The limits of lag are 10 and 200 s here, so that the overload is shed within its minute; a deployment has minutes.`);
} else {
  process.exitCode = await soak().catch((error: Error) => {
    console.error(error.stack);
    return 1;
  });
}

async function soak(): Promise<number> {
  const minutes = positive('minutes', values.minutes);
  const folder = mkdtempSync(join(tmpdir(), 'polylog-soak-'));
  const began = performance.now();
  const log = (text: string) =>
    console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}`);
  try {
    const result = await runSoak({
      folder,
      seconds: minutes * 60,
      overloadSeconds: minutes >= 5 ? 120 : 60,
      sampleSeconds: minutes >= 5 ? 10 : 5,
      drainCount: 40_000,
      rateShare: positive('rate-share', values['rate-share']),
      overload: positive('overload', values.overload),
      lag: { soft: 10, hard: 200 },
      print: (line) => console.log(JSON.stringify(line)),
      log,
    });
    for (const line of soakTable(result)) console.error(line);
    const claims = claimsOf(result);
    for (const { claim, holds } of claims) console.error(`${holds ? '  holds' : 'FAILS  '}  ${claim}`);
    return claims.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} is a number above 0, not ${text}.`);
  return number;
}
