import * as z from 'zod';

/*
 * Fields of the wire contract. The message of each says what it takes, in words that go on after "Give": a refusal is made
 * of them, as zod's own messages are for programmers.
 */

/** A text of `least` to `most` characters. */
export function words(most: number, least = 1) {
  const what = `a text of ${least === 0 ? 'at most' : `${least} to`} ${inThousands(most)} characters`;
  return z.string(what).min(least, what).max(most, what);
}

/** A number from `least` to `most`, both included. */
export function numberFrom(least: number, most: number) {
  const what = `a number from ${least} to ${most}`;
  return z.number(what).min(least, what).max(most, what);
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumberFrom(least: number, most: number) {
  const what = `a whole number from ${least} to ${inThousands(most)}`;
  return z.int(what).min(least, what).max(most, what);
}

/** One of these texts. */
export const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, `one of ${values.join(', ')}`);

const inThousands = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
