import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { ChoiceField, Field } from '../../parts/field.tsx';
import styles from './alerts.module.css';
import type { RuleEntries } from './rule-entries.ts';
import { type WindowId, windowIds } from './rule-window.ts';
import { thresholdUnits } from './threshold.ts';
import type { ToldDimensions, ToldRule } from './told-alert.ts';

export interface RuleQuestionProps {
  entries: RuleEntries;
  change: (part: Partial<RuleEntries>) => void;
  wrong: (field: keyof RuleEntries) => string | undefined;
  metrics: ToldDimensions;
  before: ToldRule | undefined;
}

/** What a rule asks: which source, or which metric, of whom, over which days, against what. */
export function RuleQuestion({ entries, change, wrong, metrics, before }: RuleQuestionProps) {
  const t = useTranslations('alerts');
  const { shell } = usePage();
  const { kind } = entries;
  if (kind === 'MISSING_DATA') {
    return (
      <ChoiceField
        label={t('source')}
        hint={t('sourceHint')}
        problem={wrong('source')}
        value={entries.source}
        onChange={(source) => change({ source })}
        options={[{ id: '', name: t('anySource') }, ...shell.sources.map(({ id, name }) => ({ id, name }))]}
      />
    );
  }
  const metric = shell.metrics.find(({ id }) => id === entries.metric);
  const dimensions = metrics.find(({ id }) => id === entries.metric)?.dimensions ?? [];
  const days: WindowId[] = before && entries.window === 'kept' ? ['kept', ...windowIds] : windowIds;
  const { departments, channels } = shell.organisation;
  const units = kind === 'COMPLETENESS' || !metric ? (['percent'] as const) : thresholdUnits(metric);
  return (
    <>
      <ChoiceField
        label={t('metric')}
        hint={metric?.description}
        problem={wrong('metric')}
        value={entries.metric}
        onChange={(chosen) => {
          const its = metrics.find(({ id }) => id === chosen)?.dimensions ?? [];
          change({
            metric: chosen,
            ...(!its.includes('DEPARTMENT') && { department: '' }),
            ...(!its.includes('CHANNEL') && { channel: '' }),
          });
        }}
        options={shell.metrics.map(({ id, name }) => ({ id, name }))}
      />
      <div className={styles.pair}>
        {kind === 'THRESHOLD' && (
          <ChoiceField
            label={t('comparison')}
            problem={wrong('comparison')}
            value={entries.comparison}
            onChange={(comparison) => change({ comparison })}
            options={(['BELOW', 'ABOVE'] as const).map((id) => ({ id, name: t(`comparison-${id}`) }))}
          />
        )}
        <Field
          label={t('threshold', { unit: entries.unit })}
          hint={t('thresholdHint', { unit: entries.unit })}
          problem={wrong('threshold')}
          inputMode="decimal"
          value={entries.threshold}
          onChange={(threshold) => change({ threshold })}
        />
        {units.length > 1 && (
          <ChoiceField
            label={t('unit')}
            value={entries.unit}
            onChange={(unit) => change({ unit })}
            options={units.map((id) => ({ id, name: t(`unit-${id}`) }))}
          />
        )}
      </div>
      <ChoiceField
        label={t('window')}
        hint={t('windowHint')}
        problem={wrong('window')}
        value={entries.window}
        onChange={(window) => change({ window })}
        options={days.map((id) => ({ id, name: id === 'kept' ? t('windowKept') : t(`window-${id}`) }))}
      />
      <div className={styles.pair}>
        {dimensions.includes('DEPARTMENT') && (
          <ChoiceField
            label={t('department')}
            problem={wrong('department')}
            value={entries.department}
            onChange={(department) => change({ department })}
            options={[{ id: '', name: t('company') }, ...departments.map(({ id, name }) => ({ id, name }))]}
          />
        )}
        {dimensions.includes('CHANNEL') && (
          <ChoiceField
            label={t('channel')}
            problem={wrong('channel')}
            value={entries.channel}
            onChange={(channel) => change({ channel })}
            options={[{ id: '', name: t('allChannels') }, ...channels.map(({ id, name }) => ({ id, name }))]}
          />
        )}
      </div>
    </>
  );
}
