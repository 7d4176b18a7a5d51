import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { comparisonInput } from '../../filters/comparison.ts';
import { granularityFor } from '../../filters/granularity-for.ts';
import { spanInput } from '../../filters/span.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { DepartmentsPanel } from './departments-panel.tsx';
import { Figures } from './figures.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { ideaMetrics } from './idea-metrics.ts';
import styles from './ideas.module.css';
import { OriginPanel } from './origin-panel.tsx';
import { ideasQuery } from './queries.ts';

/** What becomes of ideas, and whose they are. */
export function Ideas() {
  const t = useTranslations('ideas');
  const { filters, days, granularity } = useView();
  const { language } = usePage();
  const variables = useMemo(() => {
    const asked = {
      ...spanInput(filters),
      metrics: [...ideaMetrics],
      ...(filters.department.length > 0 && { filter: { departments: filters.department } }),
    };
    return {
      range: days,
      // A funnel is that of one department, or of the company.
      department: filters.department.length === 1 ? (filters.department[0] ?? null) : null,
      trend: { ...asked, compareTo: comparisonInput(filters), granularity: granularityFor(ideaMetrics, granularity) },
      departments: { ...asked, by: ['DEPARTMENT' as const] },
      language,
    };
  }, [filters, days, granularity, language]);
  useLiveReport(variables.departments);
  const answer = useAnswer(ideasQuery, variables);
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead')} />
      <Answered answer={answer} height={700}>
        {({ ideaFunnel, trend, departments, annotations }, updating) => (
          <Grid>
            {trend.totals[0]?.value === 0 && <NoIdeas />}
            <Figures report={trend} />
            <FunnelPanel funnel={ideaFunnel} updating={updating} />
            <OriginPanel rows={trend.rows} annotations={annotations} updating={updating} />
            <DepartmentsPanel rows={departments.rows} updating={updating} />
          </Grid>
        )}
      </Answered>
    </>
  );
}

function NoIdeas() {
  const t = useTranslations('ideas');
  const filters = useLinkFilters();
  const { filters: chosen } = useView();
  return (
    <div className={styles.whole}>
      <Notice title={t('noneTitle')}>
        <p>{t('none')}</p>
        {chosen.period !== '12m' && (
          <Link to="." search={filters({ period: '12m' })}>
            {t('last12Months')}
          </Link>
        )}
      </Notice>
    </div>
  );
}
