import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from './adoption-figures.module.css';
import { placeOf } from './adoption-metrics.ts';
import { toldMonths } from './told-months.ts';
import type { Week } from './told-weeks.ts';

const most = 4;

/** Ways to single months that may be told where all weeks together are not; nothing where there is none. */
export function OtherDays({ weeks }: { weeks: readonly Week[] }) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const filters = useLinkFilters();
  const months = toldMonths(weeks, placeOf('ACTIVE_EMPLOYEES')).slice(0, most);
  if (months.length === 0) return null;
  return (
    <span className={`${styles.ways} unprinted`}>
      {t('otherDays')}
      {months.map((month) => (
        <Link key={month.from} to="." search={filters({ period: 'custom', ...month })}>
          {format.month(month.from)}
        </Link>
      ))}
    </span>
  );
}
