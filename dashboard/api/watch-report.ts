/// <reference types="vite/types/importMeta.d.ts" />
import { stringifyDocument } from '@urql/core';
import { createClient } from 'graphql-sse';
import { operationIds } from './operation-ids.ts';
import { reportBell } from './queries.ts';

export interface WatchOptions {
  /** The live address. */
  url: string;
  token: () => Promise<string>;
  /** A report of at most 36 months; its changes ring the bell. */
  input: unknown;
  /** The revision that the listener knows already; empty: none. */
  since: string;
  /** Called for each revision: with `changed` when it is another one than the listener knew. */
  onRevision: (revision: string, changed: boolean) => void;
  onState: (state: 'live' | 'waiting') => void;
  signal: AbortSignal;
}

/** Between two tries after something went wrong; it doubles up to the second number. Milliseconds. */
const pauses = [2_000, 60_000] as const;

/**
 * Listens until the signal ends it: a stream that ends is connected again where it ended, so no change is missed
 * (docs/live.md). One that is refused, or ends as soon as it begins, is tried again after a pause that grows.
 */
export async function watchReport({
  url,
  token,
  input,
  since,
  onRevision,
  onState,
  signal,
}: WatchOptions): Promise<void> {
  let seen = since;
  let pause: number = pauses[0];
  while (!signal.aborted) {
    const begun = performance.now();
    try {
      await listen();
      if (performance.now() - begun >= pauses[0]) continue;
    } catch {
      // Told below, as an end that came too soon.
    }
    if (signal.aborted) return;
    onState('waiting');
    await sleep(pause, signal);
    pause = Math.min(pause * 2, pauses[1]);
  }

  async function listen(): Promise<void> {
    const client = createClient({
      url,
      retryAttempts: 0,
      headers: async () => ({ authorization: `Bearer ${await token()}`, ...(seen && { 'last-event-id': seen }) }),
      on: { connected: () => onState('live') },
    });
    const end = () => client.dispose();
    signal.addEventListener('abort', end, { once: true });
    try {
      for await (const { data, errors } of client.iterate<{ reportChanged: { revision: string } }>(request(input))) {
        if (!data) throw new Error(errors?.[0]?.message ?? 'The stream told nothing.');
        const { revision } = data.reportChanged;
        onRevision(revision, seen !== '' && revision !== seen);
        seen = revision;
        pause = pauses[0];
      }
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

const request = (input: unknown) => ({
  query: import.meta.env.DEV ? stringifyDocument(reportBell) : '',
  operationName: 'ReportBell',
  variables: { input },
  ...(!import.meta.env.DEV && {
    extensions: { persistedQuery: { version: 1, sha256Hash: operationIds.ReportBell } },
  }),
});

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      done();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake, { once: true });
  });
