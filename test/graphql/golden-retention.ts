import type { RetentionState } from '../../shared/store/retention-state.ts';

/** A source that keeps people for a time, and a cut-over. */
export const goldenRetention: { state: RetentionState; cutOvers: string[] } = {
  state: {
    night: '2026-03-27',
    borders: {},
    finishedAt: '2026-03-27T01:04:05.678Z',
    sources: { 'https://x.com/acme': { before: '2025-12-27', replaced: 1_234 } },
  },
  cutOvers: ['2026-01-31T23:00:00.000Z'],
};
