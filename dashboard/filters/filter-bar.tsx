import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../app/page-context.tsx';
import { Button } from '../parts/button.tsx';
import { Select } from '../parts/select.tsx';
import { CustomDays } from './custom-days.tsx';
import styles from './filter-bar.module.css';
import { comparisons, periods } from './filters.ts';
import type { FilterName } from './followed-filters.ts';
import { useChangeFilters, useView } from './use-filters.ts';

/** The filters of a page. What is chosen stands in the address. */
export function FilterBar({ shown }: { shown: readonly FilterName[] }) {
  const t = useTranslations('filters');
  const { shell } = usePage();
  const { filters, days, zone, format } = useView();
  const change = useChangeFilters();
  const [choosing, setChoosing] = useState(false);
  const { departments, channels, homeTimeZone } = shell.organisation;
  const one = (list: readonly string[]) => (list.length === 1 ? (list[0] ?? '') : '');
  const zones = [...new Set([homeTimeZone, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC', zone])];
  const narrowed = filters.department.length > 0 || filters.channel.length > 0 || filters.zone !== undefined;
  return (
    <fieldset className={`${styles.bar} unprinted`}>
      <legend className="unseen">{t('title')}</legend>
      {shown.includes('period') && (
        <Select
          label={t('period')}
          value={filters.period}
          onChange={(period) => (period === 'custom' ? setChoosing(true) : change({ period }))}
          options={periods.map((id) => ({
            id,
            name: id === 'custom' && filters.period === 'custom' ? format.days(days.from, days.to) : t(`period-${id}`),
          }))}
        />
      )}
      {shown.includes('period') && filters.period === 'custom' && (
        <Button tone="quiet" onClick={() => setChoosing(true)}>
          {t('period-custom')}
        </Button>
      )}
      {shown.includes('compare') && (
        <Select
          label={t('compare')}
          value={filters.compare}
          onChange={(compare) => change({ compare })}
          options={comparisons.map((id) => ({ id, name: t(`compare-${id}`) }))}
        />
      )}
      {shown.includes('department') && (
        <Select
          label={t('department')}
          value={one(filters.department)}
          onChange={(id) => change({ department: id ? [id] : [] })}
          options={[{ id: '', name: t('allDepartments') }, ...departments.map(({ id, name }) => ({ id, name }))]}
        />
      )}
      {shown.includes('channel') && (
        <Select
          label={t('channel')}
          value={one(filters.channel)}
          onChange={(id) => change({ channel: id ? [id] : [] })}
          options={[{ id: '', name: t('allChannels') }, ...channels.map(({ id, name }) => ({ id, name }))]}
        />
      )}
      {shown.includes('zone') && (
        <Select
          label={t('zone')}
          value={zone}
          onChange={(chosen) => change({ zone: chosen === homeTimeZone ? undefined : chosen })}
          options={zones.map((id) => ({ id, name: id === homeTimeZone ? t('homeZone', { zone: id }) : id }))}
        />
      )}
      {narrowed && (
        <Button tone="quiet" onClick={() => change({ department: [], channel: [], zone: undefined })}>
          {t('reset')}
        </Button>
      )}
      {choosing && (
        <CustomDays
          days={days}
          onChoose={(chosen) => change({ period: 'custom', ...chosen })}
          onClose={() => setChoosing(false)}
        />
      )}
    </fieldset>
  );
}
