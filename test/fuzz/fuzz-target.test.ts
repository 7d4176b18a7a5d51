import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomOf } from '../chaos/random.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { heartbeatIn, heartbeatMemory } from './heartbeat.ts';
import { createMutator } from './mutate.ts';
import { law } from './target.ts';

const times = (most: number) => (executions: number) => executions < most;

test('coverage leads from door to door where chance alone does not get', () => {
  const script = join(import.meta.dirname, 'maze/run-maze.ts');
  const [led, blind] = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  expect(led).toEqual([expect.stringContaining('the last room')]);
  expect(blind).toEqual([]);
});

test('a fault is told once, with the input, however often it is met', async () => {
  const target = {
    name: 'a',
    seeds: ['{"a":1}'],
    run: (input: Buffer) => {
      if (input.length !== 7) throw new TypeError(`"${input.length}" is not 7`);
    },
  };
  const { findings, executions } = await fuzzTarget(target, { random: randomOf(1), goesOn: times(300) });
  expect(executions).toBe(300);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.input.length).not.toBe(7);
});

test('a run that changes what every object has is a fault', async () => {
  const run = () => Object.assign(Object.prototype, { polluted: 1 });
  const { findings } = await fuzzTarget({ name: 'a', seeds: ['x'], run }, { random: randomOf(1), goesOn: () => false });
  expect(findings.map(({ problem }) => problem)).toEqual(['BrokenLaw: changes Object.prototype: polluted']);
  expect('polluted' in {}).toBe(false);
});

test('the same seed makes the same mutants; most of those of JSON are JSON', () => {
  const seed = Buffer.from('{"id":"a","list":[1,2,{"deep":"b"}],"time":"2026-11-20T09:30:00Z"}');
  const mutants = (number: number) => {
    const mutate = createMutator([], randomOf(number));
    return Array.from({ length: 300 }, () => mutate(seed, [seed]).toString('latin1'));
  };
  expect(mutants(1)).toEqual(mutants(1));
  expect(mutants(1)).not.toEqual(mutants(2));
  expect(new Set(mutants(1)).size).toBeGreaterThan(250);
  const readable = mutants(1).filter((text) => {
    try {
      return JSON.parse(text) !== undefined;
    } catch {
      return false;
    }
  });
  expect(readable.length).toBeGreaterThan(100);
});

test('a broken law is told by its words, and who watches sees the input that is run', () => {
  expect(() => law(0, 'none is left')).toThrow('none is left');
  const memory = heartbeatMemory();
  heartbeatIn(memory).beat(Buffer.from('first'));
  heartbeatIn(memory).beat(Buffer.from('2nd'));
  expect(heartbeatIn(memory).count()).toBe(2);
  expect(heartbeatIn(memory).input().toString()).toBe('2nd');
});
