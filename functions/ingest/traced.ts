import type { Flow } from './create-flow.ts';

/** The flow, with everything that it accepts under one trace. */
export const traced = <Own extends Pick<Flow, 'accept'>>(flow: Own, trace: string): Own => ({
  ...flow,
  accept: (received, options) => flow.accept(received, { ...options, trace }),
});
