import { describe, expect, it } from 'vitest';
import { schema } from '../../graphql/schema.ts';
import { ApiError } from '../../shared/errors.ts';
import { apiWith, ask, fakeDeps } from './harness.ts';

const reached = async () => {
  throw new ApiError('REACHED', 'The store was reached.');
};
const api = apiWith({
  replay: { fix: reached, dismiss: reached },
  privacy: { erase: reached, eraseAgain: reached, export: reached },
  registry: {
    ...fakeDeps().registry,
    changeOrganisation: reached,
    connectSource: reached,
    updateSource: reached,
    pauseSource: reached,
    setSourceSecrets: reached,
    createSourceKey: reached,
    endSourceKey: reached,
    changePersonMerges: reached,
    acknowledgeAlert: reached,
    auditTrail: reached,
  },
});

const name = { en: 'Law', de: 'Recht' };
const days = { from: '2026-01-01', due: '2026-12-31' };
const organisation = {
  addDepartment: { id: 'law', name },
  renameDepartment: { id: 'hr', name },
  setDepartmentParent: { id: 'hr' },
  setHeadcount: { department: 'hr', from: '2026-01-01', count: 3 },
  removeHeadcount: { department: 'hr', from: '2026-01-01' },
  removeDepartment: { id: 'hr' },
  addChannel: { id: 'fax', name: 'Fax', kind: 'DIRECT' },
  renameChannel: { id: 'x', name: 'X' },
  setResponseTarget: { from: '2030-01-01T00:00:00Z', seconds: 60 },
  withdrawResponseTarget: { from: '2030-01-01T00:00:00Z' },
  updateOrganisation: { name: 'Acme' },
  setMaturityThresholds: { thresholds: [] },
  setMinimumInteractions: { minimumInteractions: 5 },
  mergePeople: { people: ['a', 'b'] },
  unmergePeople: { people: ['a'] },
};
const plans = {
  setGoal: { ...days, name, metric: 'POSTS', baseline: 0, target: 1 },
  removeGoal: { id: 'g' },
  setInitiative: { name, department: 'hr', from: '2026-01-01' },
  removeInitiative: { id: 'i' },
  setAnnotation: { day: '2026-01-01', text: 'Fair' },
  removeAnnotation: { id: 'a' },
  setAttestation: { department: 'hr', kind: 'OWNER', statement: 'It is me', expires: '2026-12-31' },
  removeAttestation: { id: 'a' },
  setSocialShareBenchmark: {
    baseline: 0.1,
    baselineDate: '2026-01-01',
    target: 0.2,
    targetDate: '2027-01-01',
    citation: 'Us',
  },
  removeSocialShareBenchmark: { department: 'hr' },
};
const id = 'https://x.com/acme';
const sources = {
  connectSource: { id, adapter: 'standard-webhooks', channel: 'x', department: 'service' },
  updateSource: { id },
  pauseSource: { id },
  resumeSource: { id },
  setSourceSecrets: { id, values: [{ name: 'secret', value: 'whsec_' }] },
  createSourceKey: { source: id },
  endSourceKey: { source: id, key: '0a1b2c3d' },
};
const refused = {
  fixRejections: { filter: {}, dryRun: true },
  dismissRejections: { filter: {} },
};
const alerts = {
  setAlertRule: { name, kind: 'MISSING_DATA' },
  removeAlertRule: { id: 'r' },
  acknowledgeAlert: { id: 'r' },
};
const privacy = {
  erasePerson: { person: 'facebook:77' },
  exportPerson: { person: 'facebook:77' },
};
const inputs: Record<string, object> = { ...organisation, ...plans, ...sources, ...refused, ...alerts, ...privacy };

const writes = (role: string): string[] => [
  ...(/admin/.test(role) ? Object.keys({ ...organisation, ...privacy }) : []),
  ...(/admin|executive/.test(role) ? Object.keys(plans) : []),
  ...(/admin|engineer/.test(role) ? Object.keys({ ...sources, ...refused }) : []),
  ...(/admin|engineer|executive/.test(role) ? Object.keys(alerts) : []),
];

it('every mutation has its row here', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  // What takes no input is tried where it is tested.
  const withInput = fields.filter(({ args }) => args.length > 0).map(({ name: field }) => field);
  expect(Object.keys(inputs).toSorted()).toEqual(withInput.toSorted());
});

/** Several roles may what any one of them may. */
describe.each([
  'guest',
  'viewer',
  'member:hr',
  'analyst',
  'executive',
  'engineer',
  'admin',
  'member+engineer:hr',
  'executive+engineer',
  'viewer+analyst',
])('as %s', (role) => {
  it.each(Object.keys(inputs))('%s is done or refused with the roles that it needs', async (mutation) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation M($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
    const { errors } = await ask(api, document, { as: role, variables: { input: inputs[mutation] } });
    const code = writes(role).includes(mutation) ? 'REACHED' : 'FORBIDDEN';
    expect(errors).toMatchObject([{ path: [mutation], extensions: { code } }]);
    if (code === 'FORBIDDEN') expect(errors?.[0]?.message).toContain('admin');
  });

  it('the audit trail is for administrators', async () => {
    const { errors } = await ask(api, '{ auditTrail { edges { cursor } } }', { as: role });
    const code = role === 'admin' ? 'REACHED' : 'FORBIDDEN';
    expect(errors).toMatchObject([{ path: ['auditTrail'], extensions: { code } }]);
  });
});

it('a mutation sent by GET is refused', async () => {
  const query = encodeURIComponent('mutation { removeGoal(input: { id: "g" }) { id } }');
  const response = await api.fetch(`http://graphql/graphql?query=${query}`, {
    headers: { authorization: 'Bearer admin', accept: 'application/json' },
  });
  expect(response.status).toBe(405);
});

it('without a token nothing is changed', async () => {
  const open = apiWith({ policy: { persistedOnly: false, anonymousIntrospection: true } });
  const { errors } = await ask(open, 'mutation { removeGoal(input: { id: "g" }) { id } }');
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
