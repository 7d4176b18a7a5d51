import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './alerts.module.css';
import type { RuleEntries } from './rule-entries.ts';

export interface RuleMoreProps {
  entries: RuleEntries;
  change: (part: Partial<RuleEntries>) => void;
  wrong: (field: keyof RuleEntries) => string | undefined;
}

const counted = new Set(['count', 'people']);

/** What most rules leave as it is; open when something of it was said, or is wrong. */
export function RuleMore({ entries, change, wrong }: RuleMoreProps) {
  const t = useTranslations('alerts');
  const { metrics } = usePage().shell;
  const { kind, minimumN, minimumCompleteness, pendingMinutes, owner, enabled } = entries;
  const unit = metrics.find(({ id }) => id === entries.metric)?.unit ?? '';
  const [said] = useState(
    minimumN !== '' || minimumCompleteness !== '' || pendingMinutes !== '0' || owner !== '' || !enabled,
  );
  const isWrong = (['minimumN', 'minimumCompleteness', 'pendingMinutes', 'owner'] as const).some(wrong);
  const number = (name: 'minimumN' | 'minimumCompleteness' | 'pendingMinutes') => (
    <Field
      label={t(name)}
      hint={t(`${name}Hint`)}
      problem={wrong(name)}
      inputMode="decimal"
      value={entries[name]}
      onChange={(text) => change({ [name]: text })}
    />
  );
  return (
    <details className={styles.more} open={said || isWrong}>
      <summary>{t('more')}</summary>
      {kind === 'THRESHOLD' && !counted.has(unit) && number('minimumN')}
      {kind === 'THRESHOLD' && number('minimumCompleteness')}
      {number('pendingMinutes')}
      <Field label={t('owner')} problem={wrong('owner')} value={owner} onChange={(text) => change({ owner: text })} />
      <label className={styles.check}>
        <input type="checkbox" checked={enabled} onChange={(event) => change({ enabled: event.target.checked })} />
        {t('enabled')}
      </label>
    </details>
  );
}
