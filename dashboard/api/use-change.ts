import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useState } from 'react';
import { useMutation } from 'urql';
import { type Problem, problemOf } from './problem.ts';

export interface Change<Variables> {
  /** Sends it; true when it was done. */
  send: (variables: Variables) => Promise<boolean>;
  busy: boolean;
  /** Why the last one was not done. */
  problem: Problem | undefined;
}

/**
 * Changes something by a persisted mutation. What was answered of the types that it gives, and of those in `affects`, is asked
 * for again; a list that may have been empty names its type with its question (`typenames` of `useAnswer`).
 */
export function useChange<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  affects: readonly string[] = [],
): Change<Variables> {
  const [{ fetching: busy }, execute] = useMutation<Data, Variables>(mutation);
  const [problem, setProblem] = useState<Problem>();
  const types = affects.join();
  const send = useCallback(
    async (variables: Variables) => {
      const { error } = await execute(variables, { additionalTypenames: types.split(',').filter(Boolean) });
      setProblem(error && problemOf(error));
      return error === undefined;
    },
    [execute, types],
  );
  return { send, busy, problem };
}
