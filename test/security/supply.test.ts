import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeAudit } from '../../supply/judge-audit.ts';
import { lockSchema, nameOf, unfitLicences, unnoticed } from '../../supply/licences.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const lock = lockSchema.parse(JSON.parse(read('package-lock.json')));
const lockOf = (license: string | undefined, dev = false) =>
  lockSchema.parse({ packages: { 'node_modules/@a/b': { ...(license && { license }), ...(dev && { dev }) } } });

interface Component {
  purl: string;
  properties?: { name: string }[];
}

describe('licences', () => {
  it('of all dependencies are on the list, and NOTICE names those that it has to', () => {
    expect(unfitLicences(lock)).toEqual([]);
    expect(unnoticed(lock, read('NOTICE'))).toEqual([]);
    expect(unnoticed(lock, '')).not.toEqual([]);
  });

  it.each([
    ['GPL-3.0-or-later', false],
    ['AGPL-3.0-only', false],
    ['SSPL-1.0', false],
    ['MPL-2.0', false],
    [undefined, false],
    ['SEE LICENSE IN LICENSE', false],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['MIT AND ISC', true],
    ['MIT', true],
  ])('of what runs: %s is allowed: %s', (licence, allowed) => {
    expect(unfitLicences(lockOf(licence)).length === 0).toBe(allowed);
  });

  it('of tools may ask for their own sources, but not for ours', () => {
    expect(unfitLicences(lockOf('MPL-2.0', true))).toEqual([]);
    expect(unfitLicences(lockOf('GPL-3.0-only', true))).toEqual([
      { place: 'node_modules/@a/b', licence: 'GPL-3.0-only' },
    ]);
  });
});

describe('an audit', () => {
  const answer = (severity: string) => ({
    vulnerabilities: { '@a/b': { severity, nodes: ['node_modules/@a/b'], range: '<2' } },
  });

  it.each([
    ['critical', false, 1],
    ['high', false, 1],
    ['moderate', false, 0],
    ['critical', true, 0],
  ])('with a %s finding (in a tool: %s) has %i grave ones', (severity, dev, count) => {
    const { audited, grave, others } = judgeAudit(answer(severity), lockOf('MIT', dev));
    expect([audited, grave.length, others.length]).toEqual([true, count, 1 - count]);
  });

  it.each([[undefined], [{ message: 'request failed', statusCode: 405 }], [{ error: {} }]])(
    'that is none (%j) is no clean one',
    (none) => {
      expect(judgeAudit(none, lock).audited).toBe(false);
    },
  );
});

// Asked to leave out tools, npm 11 leaves out two in five of what runs: so they are in, and marked.
it('the bill of materials is CycloneDX with every package that runs, none of them marked as a tool', () => {
  const [command = '', ...args] = (JSON.parse(read('package.json')).scripts.sbom as string).split(' ');
  const bill = JSON.parse(execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { purl: expect.stringMatching(/^pkg:npm\/polylog@/) } },
  });
  const named = new Set(
    (bill.components as Component[])
      .filter(({ properties }) => !properties?.some(({ name }) => name === 'cdx:npm:package:development'))
      .map(({ purl }) => decodeURIComponent(purl)),
  );
  const runtime = Object.entries(lock.packages).filter(
    ([place, { dev, devOptional }]) => place && !dev && !devOptional,
  );
  const missing = runtime
    .map(([place, { version }]) => `pkg:npm/${nameOf(place)}@${version}`)
    .filter((one) => !named.has(one));
  expect(missing).toEqual([]);
}, 30_000);
