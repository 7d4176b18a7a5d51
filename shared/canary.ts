/**
 * The source of interactions that are sent only to see whether they arrive. It is counted as a source and nowhere else: no
 * metric, conversation, person or department ever holds one, and no list of sources names it.
 */
export const canarySource = 'urn:polylog:canary';

/**
 * When all of them happened: a day that the door takes and no report can ask for (they begin on the 8th), so that no page is
 * told that its days have changed.
 */
export const canaryTime = '1972-01-04T12:00:00.000Z';

export const isCanary = (source: string): boolean => source === canarySource;
