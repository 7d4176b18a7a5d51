import { builder } from '../builder.ts';

export const AlertKind = builder.enumType('AlertKind', {
  description: 'What a rule of alerts asks for.',
  values: {
    THRESHOLD: { description: 'Whether a metric is above or below a threshold.' },
    COMPLETENESS: { description: 'Whether too little came of what the sources of a metric were expected to bring.' },
    MISSING_DATA: { description: 'Whether a source is silent for longer than its cadence, or has failed for an hour.' },
  } as const,
});

export const AlertComparison = builder.enumType('AlertComparison', {
  description: 'On which side of its threshold a metric makes an alert fire; on the threshold it does not.',
  values: {
    ABOVE: { description: 'The value is greater.' },
    BELOW: { description: 'The value is less.' },
  } as const,
});

export const AlertState = builder.enumType('AlertState', {
  description: 'How an alert stands.',
  values: {
    OK: { description: 'The condition is not met.' },
    FIRING: { description: 'The condition is met, and nobody has acknowledged it.' },
    ACKNOWLEDGED: { description: 'The condition is met, and somebody sees to it. When it is met no more, it is OK.' },
    UNKNOWN: { description: 'Whether the condition is met cannot be told: `reason` says why.' },
  } as const,
});

export const AlertReason = builder.enumType('AlertReason', {
  description: 'Why an alert cannot be judged, or what is wrong with a source.',
  values: {
    WITHHELD: { description: 'The value is withheld: a small group, or no whole weeks or months.' },
    EMPTY: { description: 'There was nothing to measure.' },
    INCOMPLETE: { description: 'A feeding source is silent, and what it may bring could change the verdict.' },
    CENSORED: { description: 'What is still open could change the verdict.' },
    TOO_FEW: { description: 'It rests on fewer observations than the rule wants.' },
    NO_CADENCE: { description: 'No source declares how often it says something.' },
    UNANSWERABLE: { description: 'What the rule asks for is no more: change the rule.' },
    SILENT: { description: 'The source is overdue by its cadence.' },
    FAILING: { description: 'The source is asked on a schedule, and that has failed for an hour.' },
  } as const,
});

export const AlertChange = builder.enumType('AlertChange', {
  description: 'What happened to an alert.',
  values: {
    FIRED: { description: 'The condition is met.' },
    ACKNOWLEDGED: { description: 'Somebody sees to it.' },
    CLEARED: { description: 'The condition is met no more.' },
    UNJUDGED: { description: 'Whether the condition is met cannot be told for now.' },
    JUDGED: { description: 'It can be told again, and nothing else has changed.' },
    ENDED: { description: 'It fired, and then the rule or the source was not asked any more.' },
  } as const,
});
