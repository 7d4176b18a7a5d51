import { describe, expect, it } from 'vitest';
import { accessTrouble, keyState } from '../../../dashboard/views/sources/key-state.ts';
import { sourceChanges, sourceEntries } from '../../../dashboard/views/sources/source-changes.ts';

const now = Date.parse('2026-11-22T00:00:00.000Z');
const key = (expiresAt: string | null) => ({ id: 'k', createdAt: '2026-01-01T00:00:00.000Z', expiresAt });

describe('keys and secrets of a source', () => {
  it('a key ends soon within two weeks', () => {
    expect(keyState(key(null), now)).toBe('lasting');
    expect(keyState(key('2026-12-07T00:00:00.000Z'), now)).toBe('expiring');
    expect(keyState(key('2026-12-06T00:00:00.000Z'), now)).toBe('ending');
    expect(keyState(key('2026-11-22T00:00:00.000Z'), now)).toBe('ended');
  });

  it('a missing secret is told before a key that ends', () => {
    const source = { secrets: [{ set: true }, { set: false }], keys: [key('2026-11-23T00:00:00.000Z')] };
    expect(accessTrouble(source, now)).toEqual({ kind: 'secretMissing', count: 1 });
  });

  it('a key that ends while another one goes on is a rotation, and no trouble', () => {
    const ending = key('2026-11-23T00:00:00.000Z');
    expect(accessTrouble({ secrets: null, keys: [ending, key(null)] }, now)).toBeUndefined();
    expect(accessTrouble({ secrets: null, keys: [ending] }, now)).toEqual({ kind: 'keyEnding', count: 1 });
    expect(accessTrouble({ secrets: [], keys: [key('2026-11-21T00:00:00.000Z')] }, now)?.kind).toBe('keysEnded');
    expect(accessTrouble({ secrets: null, keys: null }, now)).toBeUndefined();
  });
});

describe('a change of what is told of a source', () => {
  const source = {
    id: 'urn:acme:crm',
    name: 'urn:acme:crm',
    cadence: 'P1D',
    owner: 'Anna',
    department: { id: 'service' },
    channel: null,
  };

  it('begins without a name where the id stands for it', () => {
    expect(sourceEntries(source)).toMatchObject({ name: '', channel: '', cadence: 'P1D' });
  });

  it('sends what was changed alone, and null for what was cleared', () => {
    const entries = { ...sourceEntries(source), name: ' CRM ', owner: '', channel: 'crm' };
    expect(sourceChanges(source, entries)).toEqual({ name: 'CRM', owner: null, channel: 'crm' });
    expect(sourceChanges(source, sourceEntries(source))).toEqual({});
  });
});
