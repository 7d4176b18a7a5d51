/**
 * Whether something of `at` may still be used at `now`, being good for `keptMs`; all in milliseconds. A time that lies ahead
 * is no better than one that is past: what was kept before a clock jumped back would otherwise be kept until it catches up.
 */
export const isRecent = (at: number, now: number, keptMs: number): boolean => Math.abs(now - at) < keptMs;
