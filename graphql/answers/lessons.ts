import { type Lesson, lessonMetrics, lessonsOf, type Performance } from '../../shared/lessons.ts';
import { spreadOf } from '../../shared/notable-metrics.ts';
import type { DayRange, ReportWindow } from '../../shared/report-windows.ts';
import { answerReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportRow } from '../plan/report.ts';

/** Over which days departments are compared, and how many lessons are told. */
export interface LessonsQuestion {
  range?: DayRange | undefined;
  window?: ReportWindow | undefined;
  timeZone?: string | undefined;
  first: number;
}

/** Which department should learn from which, from one report by department. */
export async function answerLessons(
  { first, ...days }: LessonsQuestion,
  context: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<Lesson<MetricValue>[]> {
  const metrics = [...lessonMetrics.map(({ id }) => id), spreadOf];
  const { rows } = await answerReport(
    { metrics, ...days, granularity: 'TOTAL', by: ['DEPARTMENT'], attributeTo: 'ENQUIRY' },
    context,
  );
  return lessonsOf(rows.flatMap(performancesOf), first);
}

function performancesOf({ department, values }: ReportRow): Performance<MetricValue>[] {
  const find = (id: string) => values.find(({ metric }) => metric.id === id);
  const p90 = find(spreadOf)?.value;
  return lessonMetrics.flatMap((as) => {
    const value = find(as.id);
    return department === undefined || value === undefined ? [] : [{ as, department, value, p90 }];
  });
}
