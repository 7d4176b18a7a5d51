/** Times as providers write them, as RFC 3339 in UTC with milliseconds. What is no time becomes a text that is refused later. */

const instant = (ms: number): string => {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? 'not a time' : date.toISOString();
};

/** Seconds since 1970, also as a text with a fraction (`1531420618.000200`). */
export const fromSeconds = (seconds: number | string): string => instant(Math.round(Number(seconds) * 1000));

/** Milliseconds since 1970. */
export const fromMilliseconds = (milliseconds: number | string): string => instant(Number(milliseconds));

/** ISO 8601, also with an offset without colon (`2021-03-01T12:00:00+0000`), or the form of e-mail (RFC 5322). */
export const fromText = (text: string): string => instant(Date.parse(text));
