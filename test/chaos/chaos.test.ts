import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';

it.each([1, 4])(
  'counts real interactions exactly once while host, workers and engines are killed, with %i lanes',
  async (lanes) => {
    const steps: string[] = [];
    const checks = await runChaos({
      interactions: 3000,
      lanes,
      kills: { host: 3, worker: 5, engine: 2 },
      seed: 1,
      patience: 60,
      onStep: (step) => steps.push(step),
    });
    expect(checks, steps.join('\n')).toEqual(checks.map(({ claim }) => ({ claim, problem: '' })));
  },
  150_000,
);
