import { checkConnectedSource } from '../../shared/changes/connected-source.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import type { RegistryOptions } from '../../shared/store/commit-audited.ts';
import { createRegistry } from '../../shared/store/registry.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';

/** A source connected on 1 February 2026, with a key, and on 26 March with secrets, kinds and failed runs; then paused. */
export async function setGoldenSource({ client, tableName }: Pick<RegistryOptions, 'client' | 'tableName'>) {
  let now = Date.parse('2026-02-01T09:00:00Z');
  const clock = () => {
    now += 60_000;
    return now;
  };
  const options = { client, tableName, clock };
  const eve = { who: 'eve', roles: ['engineer'] } as const;
  const id = 'https://acme.example/crm';
  const registry = createRegistry(options, async () => [], {
    fingerprint: async (text) => text,
    replace: async () => undefined,
  });
  const about = { id, adapter: 'standard-webhooks', name: 'Customer desk', owner: 'Desk team', settings: '{ }' };
  const place = { channel: 'phone', department: 'service' };
  await registry.connectSource(eve, checkConnectedSource(defaultOrganisation, { ...about, ...place }));
  const { id: key } = await registry.createSourceKey(eve, id, Date.parse('2026-12-31T00:00:00Z'));
  await registry.endSourceKey(eve, id, key, Date.parse('2026-04-01T00:00:00Z'));
  now = Date.parse('2026-03-26T09:00:00Z');
  await registry.setSourceSecrets(eve, id, [{ name: 'secret', value: 'whsec_first' }], 'P1D');
  await registry.setSourceSecrets(eve, id, [{ name: 'secret', value: 'whsec_second' }], 'P2D');
  await registry.pauseSource(eve, id, true);
  const sources = createSourceRegistry(options);
  await sources.noteKinds(id, new Map(Object.entries({ 'desk.opened': 3, 'desk.closed': 1, '? desk.moved': 2 })));
  await sources.noteRun(id, '2026-03-26T10:00:00.000Z', 'TIMEOUT');
  await sources.noteRun(id, '2026-03-26T10:01:00.000Z', 'HTTP_500');
}
