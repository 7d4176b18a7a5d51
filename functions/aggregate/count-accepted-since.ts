/** What the doors had accepted by then, as it was known at `at`, milliseconds since 1970. */
interface Sample {
  at: number;
  accepted: number;
}

/** Enough for the time that interactions may wait; more would be a fold that runs for half an hour without a pause. */
const kept = 1_000;

/**
 * Returns a function that is told how many interactions were ever accepted and says how many of them since an instant;
 * undefined when it was not told before that instant.
 */
export function createCountAcceptedSince(): (now: Sample, since: number) => number | undefined {
  const samples: Sample[] = [];
  return (now, since) => {
    const then = samples.findLast(({ at }) => at <= since);
    if (samples.push(now) > kept) samples.shift();
    return then === undefined ? undefined : Math.max(0, now.accepted - then.accepted);
  };
}
