export const alertStates = ['OK', 'FIRING', 'ACKNOWLEDGED', 'UNKNOWN'] as const;
export type AlertState = (typeof alertStates)[number];

/** What a look finds: the condition is met, is not, or that cannot be said. */
export const alertVerdicts = ['MET', 'NOT_MET', 'UNJUDGED'] as const;
export type AlertVerdict = (typeof alertVerdicts)[number];

/** What can happen to an alert, each at most once for a change of its state. */
export const alertChanges = ['FIRED', 'ACKNOWLEDGED', 'CLEARED', 'UNJUDGED', 'JUDGED', 'ENDED'] as const;
export type AlertChange = (typeof alertChanges)[number];

export const alertReasons = [
  'WITHHELD',
  'EMPTY',
  'INCOMPLETE',
  'CENSORED',
  'TOO_FEW',
  'NO_CADENCE',
  'UNANSWERABLE',
  'SILENT',
  'FAILING',
] as const;
export type AlertReason = (typeof alertReasons)[number];
