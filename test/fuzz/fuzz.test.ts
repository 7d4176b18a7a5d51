import { afterAll, describe, expect, it } from 'vitest';
import { randomOf } from '../chaos/random.ts';
import { corpusOf } from './corpus.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { families } from './targets.ts';

/** The short form: what was found before, and some mutants for a fixed and for a drawn seed; `npm run fuzz` goes on from there. */
const drawn = Math.floor(Math.random() * 2 ** 31);
const seeds = [1, drawn];
const mutants = 40;
/** For each target and seed; one that is slow has the rest of its mutants in the long form. */
const patienceMs = 40;

const loaded = await Promise.all(Object.values(families).map((load) => load()));
afterAll(() => {
  for (const { stop } of loaded) stop?.();
});

describe(`any input, with the seeds ${seeds.join(' and ')}`, () => {
  it.each(loaded.flatMap(({ targets }) => targets))('$name', async (target) => {
    for (const seed of seeds) {
      const until = performance.now() + patienceMs;
      const { findings } = await fuzzTarget(target, {
        random: randomOf(seed),
        goesOn: (executions) => executions < mutants && performance.now() < until,
        corpus: seed === drawn ? [] : corpusOf(target.name),
        skipsSeeds: true,
      });
      expect(
        findings.map(({ problem, input, stack }) => `seed ${seed}: ${problem}\n${input.toString()}\n${stack}`),
      ).toEqual([]);
    }
  });
});
