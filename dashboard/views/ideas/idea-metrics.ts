/** The metrics of the page, in the order in which it asks for them. */
export const ideaMetrics = ['IDEAS', 'CO_CREATION', 'IDEAS_SHIPPED', 'IDEA_LEAD_TIME_P50', 'LOOP_CLOSED'] as const;
