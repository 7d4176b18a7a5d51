import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../local/data-folder.ts';
import { compilePattern } from '../../local/pattern.ts';
import { createRouteTable } from '../../local/route-table.ts';

describe('an event pattern', () => {
  const event = { source: 'polylog', 'detail-type': 'a.v1', detail: { department: 'service', n: 5, tags: ['x', 'y'] } };
  it.each([
    [{ source: ['polylog', 'other'] }, true],
    [{ source: ['other'] }, false],
    [{ source: ['polylog'], detail: { department: ['sales'] } }, false],
    [{ detail: { department: ['service'], n: [5] } }, true],
    [{ detail: { n: ['5'] } }, false],
    [{ detail: { tags: ['y'] } }, true],
    [{ 'detail-type': [{ prefix: 'a.' }] }, true],
    [{ 'detail-type': [{ suffix: '.v2' }] }, false],
    [{ source: [{ 'equals-ignore-case': 'POLYLOG' }] }, true],
    [{ 'detail-type': [{ wildcard: 'a*1' }] }, true],
    [{ 'detail-type': [{ wildcard: 'aXv1' }] }, false],
    [{ detail: { department: [{ 'anything-but': ['sales', 'hr'] }] } }, true],
    [{ detail: { department: [{ 'anything-but': 'service' }] } }, false],
    [{ detail: { department: [{ 'anything-but': { prefix: 'ser' } }] } }, false],
    [{ detail: { absent: [{ 'anything-but': 'x' }] } }, false],
    [{ detail: { absent: [{ exists: false }] } }, true],
    [{ detail: { n: [{ exists: false }] } }, false],
    [{ detail: { n: [{ numeric: ['>', 0, '<=', 5] }] } }, true],
    [{ detail: { n: [{ numeric: ['<', 5] }] } }, false],
    [{ $or: [{ source: ['other'] }, { detail: { n: [5] } }] }, true],
  ])('%j: %s', (pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected);
  });

  it('with an unknown operator is refused by name', () => {
    expect(() => compilePattern({ source: [{ cidr: '10.0.0.0/8' }] })).toThrow('"cidr"');
    expect(() => compilePattern({ n: [{ numeric: ['~', 1] }] })).toThrow('~');
  });
});

describe('the route table', () => {
  const keys = ['GET /a', 'ANY /a', 'GET /a/{id}', 'ANY /{proxy+}', 'POST /a/{id}/b'];
  const find = createRouteTable(keys.map((key) => ({ key, functionName: 'f' })));
  it.each([
    ['GET', '/a', 'GET /a', {}],
    ['POST', '/a', 'ANY /a', {}],
    ['GET', '/a/x%20y', 'GET /a/{id}', { id: 'x y' }],
    ['POST', '/a/1/b', 'POST /a/{id}/b', { id: '1' }],
    ['PUT', '/a/1/b', 'ANY /{proxy+}', { proxy: 'a/1/b' }],
  ])('%s %s', (method, path, key, parameters) => {
    expect(find(method, path)).toEqual({ key, functionName: 'f', parameters });
  });

  it('has $default for the rest, and nothing without one', () => {
    const only = createRouteTable([{ key: '$default', functionName: 'd' }]);
    expect(only('GET', '/x')?.key).toBe('$default');
    expect(createRouteTable([])('GET', '/x')).toBeUndefined();
  });
});

describe('a fresh start', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'polylog-fresh-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('empties our own data folder, and keeps it without being asked', () => {
    const path = join(scratch, 'ours');
    openDataFolder(path, false).unlock();
    writeFileSync(join(path, 'database.sqlite'), '');
    openDataFolder(path, false).unlock();
    expect(readdirSync(path)).toContain('database.sqlite');
    openDataFolder(path, true).unlock();
    expect(readdirSync(path)).not.toContain('database.sqlite');
  });

  it('never empties a folder without our marker', () => {
    const path = join(scratch, 'foreign');
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'mine');
    expect(() => openDataFolder(path, true)).toThrow('something else');
    expect(readdirSync(path)).toEqual(['thesis.txt']);
  });
});
