/** What the fields of `detail` of an alert's event mean. */
export const alertWords = {
  version: 'Of this shape. Another one would be published beside it.',
  notice: 'Names the change: the same one has the same text however often it is told, so take it once.',
  alert: 'Names the alert: the id of its rule, and `#` and the source where there is one for each.',
  change:
    'FIRED and CLEARED: the condition is met, and is no more. ACKNOWLEDGED: somebody sees to it. UNJUDGED and JUDGED: whether it is met cannot be told for a time. ENDED: it fired, and then the rule or the source was not asked any more.',
  state: 'How the alert stands after the change.',
  previousState: 'How it stood before.',
  at: 'When it changed.',
  firingSince: 'Since when the condition is met; absent while it is not.',
  rule: 'What was asked.',
  subject: 'What it is about: a department, a channel, a source; empty for a metric of the whole company.',
  metric: 'The metric of the catalogue; absent for missing data.',
  comparison: 'On which side of the threshold it fires.',
  threshold: 'In the unit of the metric; a share of 0 to 1 for ratios and for completeness.',
  range: 'The days that were looked at, both included; absent for missing data.',
  value: 'The value; null where none can be told, and for missing data.',
  n: 'How many observations it rests on; null where that is not told.',
  reason: 'Why it cannot be judged, or what is wrong with a source.',
  acknowledgement: 'Who sees to it (`sub` of the token), since when, and what was noted.',
  message: 'One sentence for people, in English and in German.',
};
