import { useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePage } from '../app/page-context.tsx';
import { useNames } from '../app/use-names.ts';
import type { FilterName } from './followed-filters.ts';
import type { Days } from './span.ts';
import { useView } from './use-filters.ts';

export interface ChosenFiltersProps {
  className?: string | undefined;
  /** The filters that hold here. */
  shown: readonly FilterName[];
  /** The days that are told, where they are not those of the period. */
  days?: Days | undefined;
}

/** What is filtered, in words: for paper and pictures, where the filters themselves are not. */
export function ChosenFilters({ className, shown, days }: ChosenFiltersProps) {
  const t = useTranslations('filters');
  const { shell } = usePage();
  const { filters, days: ofPeriod, zone, format } = useView();
  const names = useNames();
  const { from, to } = days ?? ofPeriod;
  const { department } = useParams({ strict: false });
  const parts = [
    shell.organisation.name,
    department && names.department(department),
    (days || shown.includes('period')) && format.days(from, to),
    shown.includes('compare') &&
      filters.compare !== 'none' &&
      t('comparedWith', { choice: t(`compare-${filters.compare}`) }),
    shown.includes('department') && filters.department.map(names.department).join(', '),
    shown.includes('channel') && filters.channel.map(names.channel).join(', '),
    shown.includes('zone') && zone,
  ];
  return <p className={className}>{parts.filter(Boolean).join(' · ')}</p>;
}
