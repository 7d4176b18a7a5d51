import type { Measured } from '../../i18n/format.ts';
import { readNumber, readShare, writeNumber, writeShare } from '../../i18n/read-number.ts';
import { type WindowId, windowId, windowOf } from './rule-window.ts';
import { readThreshold, type ThresholdUnit, thresholdUnits, writeThreshold } from './threshold.ts';
import type { MetricName, RuleInput, ToldRule } from './told-alert.ts';

/** A rule as a form holds it: texts as they were typed, empty for what is not said. */
export interface RuleEntries {
  kind: RuleInput['kind'];
  nameEn: string;
  nameDe: string;
  metric: MetricName;
  department: string;
  channel: string;
  source: string;
  window: WindowId;
  comparison: NonNullable<RuleInput['comparison']>;
  threshold: string;
  unit: ThresholdUnit;
  minimumN: string;
  minimumCompleteness: string;
  pendingMinutes: string;
  owner: string;
  enabled: boolean;
}

/** What is measured where completeness is: a share. */
const share: Measured = { id: 'COMPLETENESS', unit: 'ratio' };
const measuredBy = (kind: RuleInput['kind'], metric: Measured): Measured => (kind === 'COMPLETENESS' ? share : metric);

export const newRule: RuleEntries = {
  kind: 'THRESHOLD',
  nameEn: '',
  nameDe: '',
  metric: 'RESPONSE_RATE',
  department: '',
  channel: '',
  source: '',
  window: '7d',
  comparison: 'BELOW',
  threshold: '',
  unit: 'percent',
  minimumN: '',
  minimumCompleteness: '',
  pendingMinutes: '0',
  owner: '',
  enabled: true,
};

/** A rule in a form. `metric` is the one that it measures, if it measures any. */
export function ruleEntries(rule: ToldRule, metric: Measured | undefined, locale: string): RuleEntries {
  const { threshold, minimumN, minimumCompleteness } = rule;
  const shown =
    threshold !== null && metric ? writeThreshold(threshold, measuredBy(rule.kind, metric), locale) : undefined;
  return {
    ...newRule,
    kind: rule.kind,
    nameEn: rule.nameEn,
    nameDe: rule.nameDe,
    metric: rule.metric?.id ?? newRule.metric,
    department: rule.department?.id ?? '',
    channel: rule.channel?.id ?? '',
    source: rule.source?.id ?? '',
    window: rule.window ? windowId(rule.window) : newRule.window,
    comparison: rule.comparison ?? newRule.comparison,
    threshold: shown?.text ?? '',
    unit: shown?.unit ?? newRule.unit,
    minimumN: minimumN ? writeNumber(minimumN, locale) : '',
    minimumCompleteness:
      minimumCompleteness === null || minimumCompleteness === 1 ? '' : writeShare(minimumCompleteness, locale),
    pendingMinutes: writeNumber(rule.pendingMinutes, locale),
    owner: rule.owner ?? '',
    enabled: rule.enabled,
  };
}

/** The unit of the threshold for another metric or kind: the one chosen if it fits, else the usual one. */
export function fittingUnit({ kind, unit }: Pick<RuleEntries, 'kind' | 'unit'>, metric: Measured): ThresholdUnit {
  const units = thresholdUnits(measuredBy(kind, metric));
  return units.includes(unit) ? unit : units[0];
}

/** What is sent: only what a rule of the kind has. A name in one language stands for the other one, too. */
export function ruleInput(
  entries: RuleEntries,
  metric: Measured,
  locale: string,
  before?: Pick<ToldRule, 'id' | 'window'>,
): RuleInput {
  const { kind, threshold, unit, enabled } = entries;
  const names = [entries.nameEn.trim(), entries.nameDe.trim()] as const;
  const common = {
    ...(before && { id: before.id }),
    kind,
    name: { en: names[0] || names[1], de: names[1] || names[0] },
    enabled,
    pendingMinutes: readNumber(entries.pendingMinutes, locale) ?? 0,
    ...(entries.owner.trim() !== '' && { owner: entries.owner.trim() }),
  };
  if (kind === 'MISSING_DATA') return { ...common, ...(entries.source !== '' && { source: entries.source }) };
  const value = readThreshold(threshold, measuredBy(kind, metric), unit, locale);
  const measured = {
    ...common,
    metric: entries.metric,
    ...(entries.department !== '' && { department: entries.department }),
    ...(entries.channel !== '' && { channel: entries.channel }),
    window: windowOf(entries.window, before?.window ?? null),
    ...(value !== undefined && { threshold: value }),
  };
  if (kind === 'COMPLETENESS') return measured;
  const minimumN = readNumber(entries.minimumN, locale);
  const minimumCompleteness = readShare(entries.minimumCompleteness, locale);
  return {
    ...measured,
    comparison: entries.comparison,
    ...(minimumN !== undefined && { minimumN }),
    ...(minimumCompleteness !== undefined && { minimumCompleteness }),
  };
}
