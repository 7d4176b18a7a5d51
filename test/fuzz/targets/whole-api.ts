import { startGoldenApi } from '../../graphql/golden-api.ts';

type GoldenApi = Awaited<ReturnType<typeof startGoldenApi>>;

export interface WholeApi extends GoldenApi {
  /** What was logged as an error since the last look: causes that callers do not see. */
  failures: () => unknown[];
}

/** The API of the golden pairs, and what it logs. */
export async function startWholeApi(): Promise<WholeApi> {
  let failures: unknown[] = [];
  const golden = await startGoldenApi({
    log: ({ level, error, message }) => {
      if (level === 'error') failures.push(error ?? message);
    },
  });
  return {
    ...golden,
    failures() {
      const seen = failures;
      failures = [];
      return seen;
    },
  };
}
