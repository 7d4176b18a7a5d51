export interface FunnelStage {
  stage: string;
  /** Null when withheld. */
  count: number | null;
  open: number | null;
  declined: number | null;
}

/**
 * Where most ideas wait: the step that they have not made yet, how many wait before it, and of how many submitted. Undefined
 * when none waits or the funnel is withheld; the earliest of equals.
 */
export function bottleneckOf(
  steps: readonly FunnelStage[],
): { stage: string; open: number; submitted: number } | undefined {
  const submitted = steps[0]?.count ?? 0;
  const worst = steps.reduce<FunnelStage | undefined>(
    (most, step) => ((step.open ?? 0) > (most?.open ?? 0) ? step : most),
    undefined,
  );
  return worst && submitted > 0 ? { stage: worst.stage, open: worst.open ?? 0, submitted } : undefined;
}

/** Whether ideas were submitted and none of them shipped: a fact to act on, not a gap in the data. */
export function nothingShipped(steps: readonly FunnelStage[]): boolean {
  const shipped = steps.find(({ stage }) => stage === 'shipped')?.count;
  return (steps[0]?.count ?? 0) > 0 && shipped === 0;
}
