import type { Answer } from './book.ts';

/** A `MetricValue` as the API tells it. */
export interface Told {
  metric: { id: string };
  status: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  warnings: { code: string }[];
}

/**
 * What is wrong with a value, in words; undefined when it is what the reference says. A withheld one must tell nothing,
 * and is right where the group is small or where a sum around it could give a small one away.
 */
export function wrong(told: Told, answer: Answer): string | undefined {
  const { status, value, numerator, denominator, n } = told;
  const said = JSON.stringify({
    status,
    value,
    numerator,
    denominator,
    n,
    warnings: told.warnings.map(({ code }) => code),
  });
  const expected = JSON.stringify(answer);
  if (status === 'WITHHELD') {
    if (answer.hidden === undefined) return `withheld, though it is about nobody's employees: ${expected}`;
    return [value, numerator, denominator, n].every((part) => part === null)
      ? undefined
      : `withheld, but tells ${said}`;
  }
  if (answer.hidden === 'must' && answer.value !== null) return `a group too small is told: ${said}, not ${expected}`;
  if ((status === 'EMPTY') !== (value === null)) return `status and value differ: ${said}`;
  const parts = { value, numerator, denominator, n };
  for (const [name, part] of Object.entries(parts) as [keyof typeof parts, number | null][]) {
    const right = answer[name];
    if (right === undefined) continue;
    if (!isClose(part, right, name === 'value' ? (answer.error ?? 0) : 0)) return `${name}: ${said}, not ${expected}`;
  }
  for (const [code, is] of Object.entries(answer.warns ?? {})) {
    if (told.warnings.some((warning) => warning.code === code) !== is) return `${code}: ${said}, not ${expected}`;
  }
  return undefined;
}

/** Within the stated relative error, and what arithmetic loses. */
export function isClose(part: number | null, right: number | null, error: number): boolean {
  if (part === null || right === null) return part === right;
  return Math.abs(part - right) <= Math.abs(right) * (error + 1e-9) + 1e-12;
}
