import { expect, it } from 'vitest';
import { sendMalformed } from '../fuzz/malformed/send-malformed.ts';
import { sharedStack } from '../stack.ts';

const seeds = [1, Math.floor(Math.random() * 2 ** 31)];

it(`malformed requests are refused by every door, and none fails (seeds ${seeds.join(' and ')})`, async () => {
  const stack = sharedStack();
  for (const seed of seeds) {
    const { sent, answers, faults } = await sendMalformed(stack, { requests: 300, seed });
    expect(faults).toEqual([]);
    expect([...answers.values()].reduce((sum, times) => sum + times, 0)).toBe(sent);
    // They are malformed indeed, and some get as far as where bodies are read.
    expect((answers.get(400) ?? 0) + (answers.get(422) ?? 0)).toBeGreaterThan(30);
  }
  expect((await fetch(`${stack.url}/health`)).status).toBe(200);
}, 60_000);
