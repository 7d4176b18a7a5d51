import { setAnnotation, setAttestation, setGoal, setInitiative } from '../../shared/changes/plans.ts';
import { setResponseTarget } from '../../shared/changes/response-targets.ts';
import type { RegistryOptions } from '../../shared/store/commit-audited.ts';
import { saveOrganisation } from '../../shared/store/save-organisation.ts';

const day: [string, string][] = [
  ['08:30', '12:00'],
  ['13:00', '17:30'],
];

/** Plans of the golden organisation, one of each kind, set at half past ten of 2 February 2026, a minute after the other. */
export async function setGoldenPlans({ client, tableName }: Pick<RegistryOptions, 'client' | 'tableName'>) {
  let now = Date.parse('2026-02-02T09:30:00Z');
  const options = { client, tableName, clock: () => now };
  const name = { en: 'Answer everybody', de: 'Allen antworten' };
  const from = '2026-02-02';
  const ada = { who: 'ada', roles: ['executive'] } as const;
  const rules = {
    setGoal: setGoal({
      ...{ id: 'replies', name, metric: 'RESPONSE_RATE', department: 'service' },
      ...{ baseline: 0.2, target: 0.9, from, due: '2026-12-31', owner: 'Head of service' },
    }),
    setInitiative: setInitiative({ id: 'desk', name, department: 'service', from: '2026-03-16' }),
    setAnnotation: setAnnotation({ id: 'fair', day: '2026-03-24', text: 'Spring fair' }),
    setAttestation: setAttestation(
      { id: 'policy', department: 'service', kind: 'policy', statement: 'In force.', expires: '2026-12-31' },
      ada.who,
      from,
    ),
    setResponseTarget: setResponseTarget(
      {
        ...{ department: 'sales', from: Date.parse('2026-04-01T00:00:00+02:00'), seconds: 7_200 },
        hours: { timeZone: 'Europe/Vienna', week: { 1: day, 5: day.slice(0, 1) }, holidays: ['2026-04-06'] },
      },
      now,
    ),
  };
  for (const [action, rule] of Object.entries(rules)) {
    await saveOrganisation<unknown>(options, ada, action, rule);
    now += 60_000;
  }
}
