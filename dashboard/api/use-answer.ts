import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { useLiveTick, useMinute } from './live-context.tsx';
import { type Problem, problemOf } from './problem.ts';

/** What a question came to. While another answer is on its way, the one before stays, marked as `updating`: nothing jumps. */
export type Answer<Data, Variables = unknown> =
  | { kind: 'loading' }
  | {
      kind: 'ready';
      data: Data;
      /** What the data answer. Headings, units and places in lists follow this one, not what is being asked for. */
      asked: Variables;
      /** They answer the question before: the answer to this one is on its way. */
      outdated: boolean;
      updating: boolean;
      problem?: Problem;
    }
  | { kind: 'failed'; problem: Problem; retry: () => void };

export interface AskOptions {
  /** Nothing is asked for. */
  pause?: boolean;
  /** Asked again each minute, too: for what changes by the clock. */
  minutely?: boolean;
  /** Types that the answer is made of, also when it is an empty list: it is asked for again when one changes. The same list each time. */
  typenames?: readonly string[];
}

/** Windows such as the last 28 days move at midnight, which in every time zone is at a full or half hour. Milliseconds. */
const halfHour = 1_800_000;

/** Asks a persisted document, asks again when the live bell rings or a day may have begun, and keeps the last answer meanwhile. */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, minutely = false, typenames }: AskOptions = {},
): Answer<Data, Variables> {
  const context = useMemo(() => (typenames ? { additionalTypenames: [...typenames] } : undefined), [typenames]);
  const [{ data, error, fetching, stale, operation }, ask] = useQuery<Data, AnyVariables>({
    query: query as TypedDocumentNode<Data, AnyVariables>,
    variables,
    pause,
    ...(context && { context }),
  });
  const minute = useMinute();
  const tick = `${useLiveTick()} ${minutely ? minute : Math.floor(Date.now() / halfHour)}`;
  const heard = useRef(tick);
  useEffect(() => {
    if (heard.current === tick) return;
    heard.current = tick;
    if (!pause) ask({ requestPolicy: 'network-only' });
  }, [tick, ask, pause]);
  const text = JSON.stringify(variables);
  // What urql has while it asks, or is told to pause, is the answer to the question before.
  const answered = operation && JSON.stringify(operation.variables);
  const last = useRef<{ text: string; asked: Variables; data: Data }>(undefined);
  // Data are null when nothing of an answer could be told.
  if (data != null && answered !== undefined) {
    last.current = { text: answered, asked: operation?.variables as Variables, data };
  }

  // An answer that cannot be had anew stays: what was typed beside it is not lost. That to another question does not.
  const shown = fetching || last.current?.text === text ? last.current : undefined;
  if (shown) {
    const outdated = shown.text !== text;
    const problem = error && !outdated ? { problem: problemOf(error) } : {};
    return { kind: 'ready', data: shown.data, asked: shown.asked, outdated, updating: fetching || stale, ...problem };
  }
  const retry = () => ask({ requestPolicy: 'network-only' });
  if (error && !fetching) return { kind: 'failed', problem: problemOf(error), retry };
  return { kind: 'loading' };
}
