/**
 * A number as people type it: with a comma or a point, thousands in groups of three as the language writes them, a percent
 * sign or not. Undefined when it is none, or when it could mean two numbers.
 */
export function readNumber(text: string, locale: string): number | undefined {
  const group = locale.startsWith('de') ? '.' : ',';
  const plain = text.replace(/[\s\u00A0\u202F%]/g, '').replace('−', '-');
  const grouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${group}\\d{3})+(?=\\D|$)`).test(plain);
  const digits = (grouped ? plain.replaceAll(group, '') : plain).replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}

/** A percentage as the share that it is, exactly: 0.7 is 0.007, which a division by 100 would miss. */
export function readShare(text: string, locale: string): number | undefined {
  const percent = readNumber(text, locale);
  return percent === undefined ? undefined : shifted(percent, -2);
}

/** A share as the percentage that it is, as `readShare` takes it. */
export const writeShare = (share: number, locale: string): string => writeNumber(shifted(share, 2), locale);

/** A number as `readNumber` takes it: without groups, with every digit that counts. */
export const writeNumber = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 15, useGrouping: false }).format(value);

/** A number with its decimal point moved; as text, because binary fractions are no decimal ones. */
function shifted(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
