import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Engine, startEngine, type TableNames } from './engine.ts';

/** The real engine for a file of tests, with new tables for each test and a clock that begins at `now`. */
export function engineForEach(now: number) {
  let engine: Engine | undefined;
  let names: TableNames | undefined;
  const stage = {
    /** Milliseconds since 1970. */
    time: now,
    clock: () => stage.time,
    get client() {
      if (!engine) throw new Error('The engine has not started.');
      return engine.client;
    },
    get names() {
      if (!names) throw new Error('There are no tables yet.');
      return names;
    },
  };
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine?.stop());
  beforeEach(async () => {
    stage.time = now;
    names = await engine?.createTables();
  });
  return stage;
}
