import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { ChannelsPanel } from './channels-panel.tsx';
import { CollaborationPanel } from './collaboration-panel.tsx';
import { figuresFor } from './department-metrics.ts';
import styles from './department-view.module.css';
import { Figures } from './figures.tsx';
import { GoalsPanel } from './goals-panel.tsx';
import { IdeasPanel } from './ideas-panel.tsx';
import { MaturityPanel } from './maturity-panel.tsx';
import { departmentQuery } from './queries.ts';
import { Trend } from './trend.tsx';
import { useDepartmentInput } from './use-department-input.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** A department's figures with one of them at large, and everything else that is known of it. */
export function DepartmentView({ id, name }: { id: string; name: string }) {
  const t = useTranslations('department');
  const { metric: asked } = useSearch({ strict: false }) as { metric?: string };
  const { days, zone, format, filters } = useView();
  const link = useLinkFilters();
  const { figures, chosen } = figuresFor(asked, filters.channel.length > 0);
  const { now, waiting } = useDepartmentInput(id, figures);
  useLiveReport(
    useMemo(
      () => ({
        metrics: ['INTERACTIONS'],
        range: liveDays(days),
        timeZone: zone,
        filter: { departments: [id] },
      }),
      [days, zone, id],
    ),
  );
  const answer = useAnswer(departmentQuery, now);
  return (
    <>
      <Link to="/departments" search={link()} className={`${styles.back} unprinted`}>
        {t('all')}
      </Link>
      <ViewHead title={name} lead={format.days(days.from, days.to)} />
      <Answered answer={answer} height={1400}>
        {(data, updating, { figures: { metrics } }) => (
          <>
            <Figures {...{ id, name, chosen, data, updating }} figures={metrics} />
            <Grid>
              <Trend {...{ id, name, chosen, data, updating }} figures={metrics} />
              <MaturityPanel maturity={data.department?.maturity} updating={updating} />
              <WaitingPanel id={id} request={waiting} overdue={data.figures.totals[metrics.indexOf('OVERDUE')]} />
              <GoalsPanel goals={data.goals} updating={updating} />
              <ChannelsPanel id={id} rows={data.channels.rows} updating={updating} />
              <CollaborationPanel id={id} matrix={data.collaboration} updating={updating} />
              <IdeasPanel id={id} funnel={data.ideaFunnel} updating={updating} />
            </Grid>
          </>
        )}
      </Answered>
    </>
  );
}
