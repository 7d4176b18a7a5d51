import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSoak } from '../../bench/soak/run-soak.ts';
import { claimsOf } from '../../bench/soak/soak-table.ts';

/** A host of its own: the limits of lag are seconds here, and what others fold meanwhile would be in every figure. */
it('a flood is shed, small sources lose nothing, and all that was accepted is counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-soak-'));
  const lines: object[] = [];
  try {
    const result = await runSoak({
      folder,
      seconds: 1,
      overloadSeconds: 40,
      shortly: true,
      sampleSeconds: 1,
      drainCount: 3_000,
      rateShare: 0.5,
      overload: 4,
      lag: { soft: 1, hard: 120 },
      print: (line) => void lines.push(line),
      log: () => {},
    });
    // Whether memory is flat takes minutes to say: `npm run soak`.
    const claims = claimsOf({ ...result, verdicts: [] });
    expect(
      claims.filter(({ holds }) => !holds),
      JSON.stringify(lines),
    ).toEqual([]);
    expect(result.samples.length).toBeGreaterThan(3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 150_000);
