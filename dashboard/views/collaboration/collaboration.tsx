import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { comparisonInput } from '../../filters/comparison.ts';
import { todayIn } from '../../filters/span.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AcrossPanel } from './across-panel.tsx';
import styles from './collaboration.module.css';
import { type Counted, countedDays, lastMonths } from './counted-days.ts';
import { Figures } from './figures.tsx';
import { FlowsPanel } from './flows-panel.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { collaborationQuery } from './queries.ts';
import { tiesOf } from './ties.ts';
import { TiesPanel } from './ties-panel.tsx';

/** Who writes to whom across departments. */
export function Collaboration() {
  const t = useTranslations('collaboration');
  const { days } = useView();
  const { homeTimeZone } = usePage().shell.organisation;
  const today = todayIn(homeTimeZone, Date.now());
  const counted = useMemo(() => countedDays(days, today), [days, today]);
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead')} />
      {counted ? <Counting counted={counted} today={today} /> : <NothingWhole today={today} />}
    </>
  );
}

function Counting({ counted, today }: { counted: Counted; today: string }) {
  const t = useTranslations('collaboration');
  const { filters, format } = useView();
  const { language } = usePage();
  const variables = useMemo(() => {
    const range = { from: counted.from, to: counted.to };
    const input = {
      metrics: ['CONNECTEDNESS' as const, 'OPENNESS' as const],
      range,
      by: ['DEPARTMENT' as const],
      compareTo: comparisonInput(filters),
    };
    return { range, input, language };
  }, [counted, filters, language]);
  useLiveReport(variables.input);
  const answer = useAnswer(collaborationQuery, variables);
  return (
    <>
      <p className={styles.counted}>
        {t(`counted-${counted.unit}`, {
          days: format.days(counted.from, counted.to),
          first: format.month(counted.from),
          last: format.month(counted.to),
          several: counted.from.slice(0, 7) === counted.to.slice(0, 7) ? 'no' : 'yes',
        })}{' '}
        {t('countedWhy')}
      </p>
      <Answered answer={answer} height={640}>
        {({ collaboration, report, organisation }, updating, { range }) => {
          const ties = tiesOf(collaboration.cells);
          const shared = { matrix: collaboration, counted: { ...counted, ...range }, updating };
          return (
            <Grid>
              {report.totals.some(({ status }) => status === 'WITHHELD') && <TooFew ties={ties} today={today} />}
              <Figures {...shared} report={report} minimum={organisation.minimumInteractions} />
              <MatrixPanel {...shared} rows={report.rows} />
              <FlowsPanel {...shared} />
              <TiesPanel {...shared} ties={ties} />
              <AcrossPanel {...shared} rows={report.rows} />
            </Grid>
          );
        }}
      </Answered>
    </>
  );
}

function TooFew({ ties, today }: { ties: ReturnType<typeof tiesOf>; today: string }) {
  const t = useTranslations('collaboration');
  return (
    <div className={styles.whole}>
      <Notice title={t('tooFewTitle')} tone="notice">
        <p>{t('tooFew', { withheld: ties.withheld, cells: ties.cells })}</p>
        <OtherDays today={today} />
      </Notice>
    </div>
  );
}

const NothingWhole = ({ today }: { today: string }) => {
  const t = useTranslations('collaboration');
  return (
    <Notice title={t('nothingWholeTitle')}>
      <p>{t('nothingWhole')}</p>
      <OtherDays today={today} />
    </Notice>
  );
};

/** Ways to days that may tell more: single months, as every further week or month adds one that may have too few people. */
function OtherDays({ today }: { today: string }) {
  const { format } = useView();
  const filters = useLinkFilters();
  return (
    <p className={styles.ways}>
      {lastMonths(today, 4).map((month) => (
        <Link key={month.from} to="." search={filters({ period: 'custom', ...month })}>
          {format.month(month.from)}
        </Link>
      ))}
    </p>
  );
}
