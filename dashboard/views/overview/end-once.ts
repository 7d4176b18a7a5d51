/** A sentence that ends with an abbreviation, as `3 Min.`, has its full stop already. */
export const endOnce = (sentence: string): string => sentence.replace(/\.\.$/, '.');
