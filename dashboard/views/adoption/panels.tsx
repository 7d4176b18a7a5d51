import { useState } from 'react';
import { useMay } from '../../app/page-context.tsx';
import type { Annotation } from '../../charts/annotation-mark.ts';
import { Grid } from '../../parts/panel.tsx';
import { AdoptionFigures } from './adoption-figures.tsx';
import { ByDepartment } from './by-department.tsx';
import { Headcounts } from './headcounts.tsx';
import { headcountsOn } from './headcounts-on.ts';
import { Initiatives } from './initiatives.tsx';
import { MoreOverTime } from './more-over-time.tsx';
import type { AdoptionData } from './use-adoption.ts';
import type { useInitiatives } from './use-initiatives.ts';
import { UseOverTime } from './use-over-time.tsx';

export interface PanelsProps {
  data: AdoptionData;
  /** What stands on the time axes. */
  marked: readonly Annotation[];
  initiatives: ReturnType<typeof useInitiatives>;
  updating: boolean;
}

/** The panels of the page. Where nobody said how many people there are, that is asked for first, and stays where it is. */
export function Panels({ data, marked, initiatives, updating }: PanelsProps) {
  const may = useMay('ORGANISATION');
  // The weeks that the numbers are of, while others are on their way.
  const weeks = data.weekly.range;
  const { departments } = data.organisation;
  const { told, untold } = headcountsOn(departments, weeks.to);
  const some = told.length > 0;
  const [asksFirst] = useState(!some);
  const overTime = { data, marked, weeks, updating };
  const headcounts = <Headcounts departments={departments} day={weeks.to} />;
  return (
    <Grid>
      <AdoptionFigures data={data} updating={updating} />
      {asksFirst && headcounts}
      {some && <UseOverTime {...overTime} />}
      <MoreOverTime {...overTime} span={some || (asksFirst && may) ? 5 : 12} />
      <ByDepartment data={data} untold={untold} updating={updating} />
      {!asksFirst && headcounts}
      <Initiatives asked={initiatives} />
    </Grid>
  );
}
