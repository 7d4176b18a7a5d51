import { readNumber } from '../../i18n/read-number.ts';
import type { RuleEntries } from './rule-entries.ts';

export interface EntryProblem {
  field: keyof RuleEntries;
  /** As `forms` words it. */
  kind: 'missing' | 'noNumber' | 'wholeNumber';
}

/** What a form cannot send, in the order of its fields; the API says what else is wrong. */
export function entryProblems(entries: RuleEntries, locale: string): EntryProblem[] {
  const { kind, nameEn, nameDe } = entries;
  const number = (field: 'threshold' | 'minimumN' | 'minimumCompleteness' | 'pendingMinutes', whole: boolean) => {
    if (entries[field].trim() === '') return [];
    const value = readNumber(entries[field], locale);
    if (value === undefined) return [{ field, kind: 'noNumber' } as const];
    return whole && !Number.isInteger(value) ? [{ field, kind: 'wholeNumber' } as const] : [];
  };
  const named = nameEn.trim() !== '' || nameDe.trim() !== '';
  return [
    ...(named ? [] : [{ field: 'nameEn', kind: 'missing' } as const]),
    ...(kind === 'MISSING_DATA'
      ? []
      : entries.threshold.trim() === ''
        ? [{ field: 'threshold', kind: 'missing' } as const]
        : number('threshold', false)),
    ...(kind === 'THRESHOLD' ? [...number('minimumN', true), ...number('minimumCompleteness', false)] : []),
    ...number('pendingMinutes', true),
  ];
}
