import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { useLiveTick, useMinute } from './live-context.tsx';
import { type Problem, problemOf } from './problem.ts';

/** What a question came to. While another answer is on its way, the one before stays, marked as `updating`: nothing jumps. */
export type Answer<Data> =
  | { kind: 'loading' }
  | { kind: 'ready'; data: Data; updating: boolean; problem?: Problem }
  | { kind: 'failed'; problem: Problem; retry: () => void };

export interface AskOptions {
  /** Nothing is asked for. */
  pause?: boolean;
  /** Asked again each minute, too: for what changes by the clock. */
  minutely?: boolean;
  /** Types that the answer is made of, also when it is an empty list: it is asked for again when one changes. The same list each time. */
  typenames?: readonly string[];
}

/** Asks a persisted document, asks again when the live bell rings, and keeps the last answer meanwhile. */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, minutely = false, typenames }: AskOptions = {},
): Answer<Data> {
  const context = useMemo(() => (typenames ? { additionalTypenames: [...typenames] } : undefined), [typenames]);
  const [{ data, error, fetching, stale }, ask] = useQuery<Data, AnyVariables>({
    query: query as TypedDocumentNode<Data, AnyVariables>,
    variables,
    pause,
    ...(context && { context }),
  });
  const minute = useMinute();
  const tick = useLiveTick() + (minutely ? minute : 0);
  const heard = useRef(tick);
  useEffect(() => {
    if (heard.current === tick) return;
    heard.current = tick;
    if (!pause) ask({ requestPolicy: 'network-only' });
  }, [tick, ask, pause]);
  const asked = JSON.stringify(variables);
  const last = useRef<{ asked: string; data: Data }>(undefined);
  // Data are null when nothing of an answer could be told.
  if (data != null && !fetching) last.current = { asked, data };

  // An answer that cannot be had anew stays: what was typed beside it is not lost. That to another question does not.
  const kept = fetching || last.current?.asked === asked ? last.current?.data : undefined;
  const shown = data ?? kept;
  const retry = () => ask({ requestPolicy: 'network-only' });
  if (shown !== undefined) {
    return { kind: 'ready', data: shown, updating: fetching || stale, ...(error && { problem: problemOf(error) }) };
  }
  if (error && !fetching) return { kind: 'failed', problem: problemOf(error), retry };
  return { kind: 'loading' };
}
