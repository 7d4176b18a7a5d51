import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, exportJWK, SignJWT } from 'jose';
import { nodeIdOf, nodeNameOf } from '../../../graphql/node-id.ts';
import { createTokenVerifier } from '../../../graphql/verify-token.ts';
import { claimWords } from '../../../shared/claim-words.ts';
import { isApiError } from '../../../shared/errors.ts';
import { applyFixRules, checkFixRules, ruleInTrail, ruleText } from '../../../shared/rejection-fix.ts';
import { parsePath, pathText } from '../../../shared/rejection-fix-path.ts';
import { cursorOf, placeOf } from '../../../shared/store/place.ts';
import { zoneOf } from '../../../shared/zone.ts';
import { type FuzzTarget, jsonOf, law, mayRefuse } from '../target.ts';

const clock = () => Date.parse('2026-11-22T12:00:00Z');
const rules = {
  issuer: 'https://issuer.example',
  audience: 'polylog',
  roleClaim: 'roles',
  departmentsClaim: 'departments',
};

/** Small texts that callers hand in or back: cursors, ids, tokens, paths and corrections, names of zones. */
export async function wordTargets(): Promise<FuzzTarget[]> {
  return [cursors, nodeIds, paths, fixRules, zones, claims, await tokens()];
}

const cursors: FuzzTarget = {
  name: 'cursors',
  seeds: [cursorOf({ sort: '2026-11-22T12:00:00.000Z#abc', tie: '\uffff' }), cursorOf({ sort: '', tie: '' })],
  async run(input) {
    const place = await mayRefuse(() => placeOf(input.toString()), isApiError);
    if (place === undefined) return;
    const again = placeOf(cursorOf(place));
    law(again.sort === place.sort.toWellFormed() || again.sort === place.sort, 'a cursor leads to another place');
  },
};

const nodeIds: FuzzTarget = {
  name: 'node-ids',
  seeds: [nodeIdOf('Department', 'service'), nodeIdOf('Interaction', JSON.stringify(['https://x.com/acme', 'a:1']))],
  async run(input) {
    const name = await mayRefuse(() => nodeNameOf(input.toString()), isApiError);
    if (name) law(nodeIdOf(name.type, name.key) === input.toString(), 'two ids name one object');
  },
};

const paths: FuzzTarget = {
  name: 'rejection-paths',
  seeds: ['data.channel', 'payload.items[0].id', 'a["b.c"][12]["\\"]"]'],
  words: ['.', '[0]', '["', '"]', '[999999]', '[1000000]', '\\', '__proto__'],
  run(input) {
    const steps = parsePath(input.toString());
    if (steps === undefined || steps.some((step) => String(step).length > 64)) return;
    const again = parsePath(pathText(steps));
    law(JSON.stringify(again) === JSON.stringify(steps), 'a path that is shown leads elsewhere when it is read again');
  },
};

const fixRules: FuzzTarget = {
  name: 'rejection-fixes',
  seeds: [
    JSON.stringify({
      rules: [
        { set: { path: 'data.channel', value: 'x' } },
        { rename: { path: 'data.kanal', to: 'data.channel' } },
        { drop: { path: 'data.items[0]' } },
        { set: { path: 'data["a.b"].c', value: { d: [1] } } },
      ],
      payload: { data: { kanal: 'x', items: [1, 2], 'a.b': {} } },
    }),
  ],
  words: [
    'set',
    'rename',
    'drop',
    'path',
    'to',
    'value',
    'data',
    'data.items[1]',
    'data.items[99]',
    'a["__proto__"].b',
    'constructor.prototype',
  ],
  async run(input) {
    const { rules: given, payload } = (jsonOf(input) ?? {}) as { rules?: unknown; payload?: unknown };
    if (!Array.isArray(given)) return;
    const checked = await mayRefuse(() => checkFixRules(given), isApiError);
    if (checked === undefined) return;
    const before = written(payload);
    applyFixRules(payload, checked);
    law(written(payload) === before, 'the payload that was given is changed');
    for (const rule of checked) law(ruleText(rule) !== '' && ruleInTrail(rule) !== '', 'a rule has no words');
  },
};

const zones: FuzzTarget = {
  name: 'time-zones',
  seeds: ['Europe/Berlin', 'Australia/Lord_Howe', 'UTC', 'GMT+1', '+05:30', 'Etc/GMT-14'],
  run(input) {
    const zone = zoneOf(input.toString());
    if (zone)
      law(Number.isFinite(zone.offsetAt(0)) && /^\d{4}-\d\d-\d\d$/.test(zone.dayOf(0)), 'a zone without a clock');
  },
};

const claims: FuzzTarget = {
  name: 'claims',
  seeds: ['"viewer analyst"', '["viewer", "analyst"]', '{"roles": 1}'],
  run(input) {
    const words = claimWords(jsonOf(input));
    law(
      words.every((word) => typeof word === 'string'),
      'a claim holds what is no word',
    );
  },
};

/** Tokens that are signed well with changed claims, and signed tokens with changed bytes. */
async function tokens(): Promise<FuzzTarget> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] });
  const sign = (payload: Record<string, unknown>) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey);
  const good = {
    sub: 'jane',
    iss: rules.issuer,
    aud: rules.audience,
    exp: clock() / 1000 + 600,
    nbf: clock() / 1000 - 600,
    roles: ['viewer'],
    departments: 'service hr',
  };
  const token = await sign(good);
  return {
    name: 'tokens',
    seeds: [JSON.stringify(good), JSON.stringify({ ...good, aud: ['other', 'polylog'] }), token],
    words: ['eyJhbGciOiJub25lIn0.', '.', '..', 'crit', 'none', 'admin'],
    async run(input) {
      const payload = jsonOf(input);
      const isClaims = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
      // What cannot be a payload cannot be signed.
      const made = isClaims
        ? await mayRefuse(
            () => sign(payload as Record<string, unknown>),
            () => true,
          )
        : undefined;
      const text = made ?? input.toString();
      const viewer = await mayRefuse(() => createTokenVerifier({ ...rules, keys, clock })(text), isApiError);
      if (viewer === undefined) return;
      law(
        viewer.departments.every((one) => typeof one === 'string'),
        'a department is no text',
      );
      law(text === made || text === token, 'a changed token is believed');
    },
  };
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return 'too deep';
  }
}
