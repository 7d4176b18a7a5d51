import type { HealthState } from '../../graphql/health/read-health.ts';
import { firstGenerations } from '../../shared/store/generations.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';

const at = '2026-03-27T11:59:00.000Z';
const none = { waiting: 0, inFlight: 0 };

/** A machinery of which somebody should look at two things. */
export const goldenHealth: HealthState = {
  queue: { waiting: 2, inFlight: 1 },
  lagSeconds: 1.5,
  notedAt: Date.parse(at),
  deadLetters: [
    { queue: 'undelivered', depth: none },
    { queue: 'unfolded', depth: { waiting: 3, inFlight: 0 } },
    { queue: 'unstarted', depth: none },
  ],
  runs: [
    { name: 'alerts', at, milliseconds: 120, told: '{"looked":4}' },
    { name: 'canary', at, milliseconds: 4_100, told: '{"state":"ARRIVED","seconds":2.1,"goneSeconds":1.9}' },
    { name: 'poll', at, milliseconds: 800, error: 'TimeoutError' },
    { name: 'verify', at, milliseconds: 900, told: '{"differences":0}' },
    { name: 'watch', at, milliseconds: 60 },
  ],
  erasures: [],
  generations: firstGenerations,
  silent: [],
  refusing: [],
  failing: [unregisteredSource('https://feeds.example/news')],
};
