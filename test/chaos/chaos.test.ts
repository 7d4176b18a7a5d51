import { expect, it } from 'vitest';
import { shortForm } from './forms.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import { runChaos } from './run-chaos.ts';

it('loses nothing and counts nothing twice, whatever breaks while real interactions are sent', async () => {
  const steps: string[] = [];
  const onStep = (step: string) => steps.push(step);
  const seed = Math.floor(Math.random() * 1_000_000);
  const results = await runChaos({ ...shortForm, seed, onStep });
  const failed = results.filter(({ problems, lost, wrong }) => problems.length > 0 || lost > 0 || wrong > 0);
  expect(failed, `seed ${seed}\n${steps.join('\n')}`).toEqual([]);
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(faultKinds.map(({ name }) => name)));
  expect(Math.max(...results.map(({ recovery }) => recovery)), steps.join('\n')).toBeLessThan(30);
}, 300_000);
