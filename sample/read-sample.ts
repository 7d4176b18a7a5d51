import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CloudEvent } from '../shared/interaction.ts';

/** The bundled interactions with their original times, in the order of time. `make-sample.ts` checked each of them. */
export function readSample(): CloudEvent[] {
  const text = gunzipSync(readFileSync(new URL('sample.ndjson.gz', import.meta.url))).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): CloudEvent => JSON.parse(line));
}
