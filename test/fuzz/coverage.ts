import { type Profiler, Session } from 'node:inspector';

/** Which places of the code ran since it was last asked: `folder/file:from-to`. */
export interface Coverage {
  take: () => Set<string>;
  close: () => void;
}

/** V8's own precise coverage by blocks, of the files whose address this matches. What is compiled before has no blocks: open it first. */
export function openCoverage(isOurs: (url: string) => boolean): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take() {
      let found: Profiler.ScriptCoverage[] = [];
      // Within one process the answer comes before `post` returns.
      session.post('Profiler.takePreciseCoverage', (error, answer) => {
        if (error !== null) throw error;
        found = answer.result;
      });
      const places = new Set<string>();
      for (const { url, functions } of found) {
        if (!isOurs(url)) continue;
        const file = url.slice(url.lastIndexOf('/', url.lastIndexOf('/') - 1) + 1);
        for (const { ranges } of functions) {
          for (const { startOffset, endOffset, count } of ranges) {
            if (count > 0) places.add(`${file}:${startOffset}-${endOffset}`);
          }
        }
      }
      return places;
    },
    close: () => session.disconnect(),
  };
}
