/** The whole number in a text such as `20000`, `20k` or `1m`; anything else throws. */
export function numberOf(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([km]?)$/i.exec(text.trim()) ?? [];
  if (digits === undefined) throw new Error(`${text} is not a number such as 20000, 20k or 1m.`);
  return Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit.toLowerCase()] ?? 1);
}
