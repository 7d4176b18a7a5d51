import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { FamilyPanel } from './family-panel.tsx';
import { groupMetrics } from './group-metrics.ts';
import styles from './metrics.module.css';
import { catalogueQuery } from './queries.ts';
import { useMetricValues } from './use-metric-values.ts';

const nothing = {};

/** The catalogue: what each number means, how it is computed, and what it is now. */
export function Metrics() {
  const t = useTranslations('metrics');
  const { shell } = usePage();
  const { days, format } = useView();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const answer = useAnswer(catalogueQuery, nothing);
  const catalogue = answer.kind === 'ready' ? answer.data.metrics : undefined;
  const values = useMetricValues(catalogue);
  const groups = useMemo(
    () => groupMetrics(catalogue ?? [], shell.metrics, wanted),
    [catalogue, shell.metrics, wanted],
  );
  const count = groups.reduce((sum, { metrics }) => sum + metrics.length, 0);
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead', { days: format.days(days.from, days.to) })} />
      <search className={`${styles.search} unprinted`}>
        <Field label={t('search')} type="search" value={search} onChange={setSearch} autoComplete="off" />
        <p role="status">{catalogue ? t('found', { count }) : ' '}</p>
      </search>
      <Answered answer={answer} height={900}>
        {() =>
          count > 0 ? (
            <div className={styles.families}>
              {groups.map(({ family, metrics }) => (
                <FamilyPanel key={family} {...{ family, metrics, values }} />
              ))}
            </div>
          ) : (
            <Notice title={t('noneTitle', { search: wanted })}>
              <p>{t('noneText')}</p>
              <Button onClick={() => setSearch('')}>{t('showAll')}</Button>
            </Notice>
          )
        }
      </Answered>
    </>
  );
}
