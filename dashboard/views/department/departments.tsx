import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { Compared } from './compared.tsx';
import { columnsFor, rankedBy } from './compared-metrics.ts';
import { departmentsQuery } from './queries.ts';

/** All departments side by side, ranked by the metric that the address names. */
export function Departments() {
  const t = useTranslations('department');
  const { by: asked } = useSearch({ strict: false }) as { by?: string };
  const by = rankedBy(asked);
  const { input, days, zone, format } = useView();
  const { language, shell } = usePage();
  const variables = useMemo(() => {
    // All of them are compared, whatever other pages are filtered to.
    const { filter: _all, ...span } = input;
    const { compareTo: _compared, ...asked } = span;
    return { ...asked, input: { ...span, metrics: [...columnsFor(by)], by: ['DEPARTMENT' as const] }, by, language };
  }, [input, by, language]);
  useLiveReport(useMemo(() => ({ metrics: ['INTERACTIONS'], range: liveDays(days), timeZone: zone }), [days, zone]));
  const answer = useAnswer(departmentsQuery, variables);
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead', { days: format.days(days.from, days.to) })} />
      <Answered answer={answer} height={160 + shell.organisation.departments.length * 62}>
        {(data, updating, asked) => (
          <Grid>
            <Compared data={data} by={asked.by} updating={updating} />
          </Grid>
        )}
      </Answered>
    </>
  );
}
