import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useMay, usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AdoptionFigures } from './adoption-figures.tsx';
import { ByDepartment } from './by-department.tsx';
import { Headcounts } from './headcounts.tsx';
import { headcountsOn } from './headcounts-on.ts';
import { Initiatives } from './initiatives.tsx';
import { MoreOverTime } from './more-over-time.tsx';
import { useAdoption } from './use-adoption.ts';
import { useInitiatives } from './use-initiatives.ts';
import { UseOverTime } from './use-over-time.tsx';

/** Who takes part, and whether they go on doing so gladly. */
export function Adoption() {
  const t = useTranslations('adoption');
  const { language } = usePage();
  const { format } = useView();
  const { weeks, exact, answer } = useAdoption();
  const may = useMay('ORGANISATION');
  const initiatives = useInitiatives();
  const begun = useMemo(
    () =>
      (initiatives.answer.kind === 'ready' ? initiatives.answer.data.initiatives : []).map(
        ({ id, from, department, [language]: name }) => ({
          id,
          day: from,
          department,
          text: t('beginsMark', { name }),
        }),
      ),
    [initiatives.answer, language, t],
  );
  const days = format.days(weeks.from, weeks.to);
  return (
    <>
      <ViewHead title={t('title')} lead={exact ? t('lead', { days }) : t('leadLastWeek', { days })} />
      {/* Both together: initiatives stand on the time axes, too, and nothing is to move when they come. */}
      <Answered answer={initiatives.answer.kind === 'loading' ? initiatives.answer : answer} height={900}>
        {(data, updating) => {
          // The weeks that the numbers are of, while others are on their way.
          const weeks = data.weekly.range;
          const { told, untold } = headcountsOn(data.organisation.departments, weeks.to);
          const marked = [...data.annotations, ...begun];
          const overTime = { data, marked, weeks, updating };
          const headcounts = <Headcounts departments={data.organisation.departments} day={weeks.to} />;
          return (
            <Grid>
              <AdoptionFigures data={data} updating={updating} />
              {told.length > 0 ? <UseOverTime {...overTime} /> : headcounts}
              <MoreOverTime {...overTime} span={told.length > 0 || may ? 5 : 12} />
              <ByDepartment data={data} untold={untold} updating={updating} />
              {told.length > 0 && headcounts}
              <Initiatives asked={initiatives} />
            </Grid>
          );
        }}
      </Answered>
    </>
  );
}
