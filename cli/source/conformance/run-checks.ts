import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { countedOf, mustBecome, same } from './compare.ts';
import { createTrial, trialTime } from './trial.ts';

/** What a scheduled adapter must do with a provider that answers, that fails, and that talks nonsense. */
export function runChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  if (adapter.scheduled === undefined) return [];
  const runs = fixture.runs ?? [];
  const told = runs.map((run): Check => {
    return {
      name: `runs: ${run.name}`,
      async run() {
        const trial = createTrial(adapter, fixture, { run });
        const { cursor } = await trial.run(run.cursor);
        mustBecome(trial, run.becomes);
        const left = JSON.stringify(cursor);
        must(same(cursor, run.leaves), `It leaves the cursor ${left}, and should leave ${JSON.stringify(run.leaves)}.`);
      },
    };
  });
  return [
    { name: 'has runs in its fixture', run: async () => must(runs.length > 0, 'There are none.') },
    ...told,
    {
      name: 'counts once what two runs from the same place bring',
      async run() {
        for (const run of runs) {
          const trial = createTrial(adapter, fixture, { run });
          await trial.run(run.cursor);
          const once = countedOf(trial.published);
          await trial.run(run.cursor);
          must(same(countedOf(trial.published), once), `“${run.name}” counts something else the second time.`);
        }
      },
    },
    {
      name: 'stops at its deadline, to go on with the next run',
      async run() {
        for (const run of runs) {
          const { pages } = await createTrial(adapter, fixture, { run }).run(run.cursor, trialTime - 1);
          must(pages <= 1, `“${run.name}” goes on for ${pages} pages after its deadline.`);
        }
      },
    },
    {
      name: 'does not move its cursor past what it could not read',
      async run() {
        const answers = [500, 429, 200].map((status) => () => new Response('<html>nonsense', { status }));
        for (const run of runs) {
          for (const respond of answers) {
            const { feed: _, ...rest } = run;
            const trial = createTrial(adapter, fixture, { run: { ...rest, respond } });
            const { cursor } = await trial.run(run.cursor).catch(() => ({ cursor: run.cursor }));
            must(same(cursor ?? null, run.cursor ?? null), `“${run.name}” moves it to ${JSON.stringify(cursor)}.`);
          }
        }
      },
    },
  ];
}
