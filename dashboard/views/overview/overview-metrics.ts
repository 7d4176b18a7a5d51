/** The company's figures, in the order in which they are shown; where adoption is told, it takes the last place. */
export const figureMetrics = [
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'OVERDUE',
  'SOCIAL_SHARE',
  'NET_SENTIMENT',
  'ENQUIRIES',
] as const;

/** How departments answer, in the order of the columns. */
export const answerMetrics = ['ENQUIRIES', 'RESPONSE_RATE', 'FIRST_RESPONSE_P50', 'WITHIN_TARGET', 'OVERDUE'] as const;
