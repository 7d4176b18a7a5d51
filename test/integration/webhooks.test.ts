import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { countedOf } from '../../cli/source/conformance/compare.ts';
import { signedRequest } from '../../cli/source/conformance/signed-request.ts';
import { createTrial } from '../../cli/source/conformance/trial.ts';
import { loadSource } from '../../cli/source/repository.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { askEngineer, connectSource } from '../connect-source.ts';
import { sharedStack } from '../stack.ts';

const stack = sharedStack();
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

const all = await Promise.all(Object.keys(adapters).map(loadSource));
/** Those that send and are verified by what the source itself knows, without asking anybody. */
const sending = all.filter(({ adapter, fixture }) => typeof adapter.webhook?.verify === 'function' && !fixture.respond);
type Sending = (typeof sending)[number];
/** A URI of its own, unless the adapter reads in it whose account it is. */
const sourceOf = ({ adapter: { id }, fixture }: Pick<Sending, 'adapter' | 'fixture'>) =>
  id === 'mastodon' ? (fixture.source ?? id) : `https://${id}.example/webhooks-test`;

describe('webhooks on the running stack', () => {
  it.each(sending.map((one) => ({ ...one, id: one.adapter.id })))(
    '$id takes its deliveries, twice and in reverse',
    async ({ adapter, fixture }) => {
      const { channel, department, settings, secrets } = fixture;
      const url = await connectSource(stack, {
        id: sourceOf({ adapter, fixture }),
        adapter: adapter.id,
        channel,
        department,
        ...(settings !== undefined && { settings }),
        ...(secrets && { secrets }),
      });
      const tried = [url, `${url}x`].map((address) => fetch(address, { method: 'HEAD' }));
      expect((await Promise.all(tried)).map(({ status }) => status)).toEqual([200, 404]);
      const deliveries = fixture.deliveries ?? [];
      for (const delivery of [...deliveries, ...deliveries.toReversed()]) {
        const { headers, body } = await signedRequest(adapter, fixture, delivery, { at: Date.now() });
        const answer = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
        expect([delivery.name, answer.status, await answer.json()]).toMatchObject([
          delivery.name,
          200,
          { rejected: [] },
        ]);
      }
    },
  );

  it('each thing counts once: what the sources accepted is what their fixtures tell, and the cells are exact', async () => {
    await promisify(execFile)(process.execPath, [cli, 'drain'], {
      env: { ...process.env, POLYLOG_DATA: stack.dataDir },
    });
    const { sources } = (await askEngineer(stack, '{ sources { id accepted duplicates rejected ignored } }')) as {
      sources: { id: string; accepted: number; duplicates: number; rejected: number }[];
    };
    for (const { adapter, fixture } of sending) {
      const source = sources.find(({ id }) => id === sourceOf({ adapter, fixture }));
      const trial = createTrial(adapter, fixture);
      for (const delivery of fixture.deliveries ?? [])
        await trial.send(await signedRequest(adapter, fixture, delivery));
      const counting = countedOf(trial.published).filter((line) => !line.endsWith(' {}'));
      expect([adapter.id, source?.accepted, source?.rejected]).toEqual([adapter.id, counting.length, 0]);
      expect(source?.duplicates).toBeGreaterThanOrEqual(counting.length);
    }
    const env = { ...process.env, POLYLOG_DATA: stack.dataDir };
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'verify'], { env });
    expect(stdout).toContain(' 0 differences');
  });
});
