import type { ResultOf } from 'gql.tada';
import type { Told } from '../../api/told-value.ts';
import { unansweredOf } from '../../parts/unanswered-of.ts';
import { answerMetrics } from './overview-metrics.ts';
import type { numbersQuery } from './queries.ts';
import type { Answering } from './slowest-sentence.ts';

type Numbers = ResultOf<typeof numbersQuery>;

/** How a department answers: its values in the order of `answerMetrics`, and the course of its first answers. */
export interface AnsweringRow extends Answering {
  id: string;
  values: Readonly<Record<(typeof answerMetrics)[number], Told>>;
  course: (number | null)[];
}

/**
 * One row for each department, those that answer soonest first, then those without a rank, then those of whom nothing was
 * asked.
 */
export function answeringRows(
  { departments, departmentTrend, ranking }: Pick<Numbers, 'departments' | 'departmentTrend' | 'ranking'>,
  nameOf: (id: string) => string,
): AnsweringRow[] {
  const courses = Map.groupBy(departmentTrend.rows, ({ department }) => department?.id);
  const rows = ranking.entries.flatMap(({ department: { id }, rank, since, orEarlier }): AnsweringRow[] => {
    const told = departments.rows.find(({ department }) => department?.id === id)?.values;
    if (!told) return [];
    const values = Object.fromEntries(
      answerMetrics.map((metric, index) => [metric, told[index]]),
    ) as AnsweringRow['values'];
    return [
      {
        id,
        name: nameOf(id),
        rank,
        since,
        orEarlier,
        median: values.FIRST_RESPONSE_P50.value,
        asked: values.RESPONSE_RATE.denominator ?? 0,
        answered: values.RESPONSE_RATE.numerator ?? 0,
        mostUnanswered: unansweredOf({ id: 'FIRST_RESPONSE_P50' }, values.FIRST_RESPONSE_P50) !== undefined,
        values,
        course: courses.get(id)?.map(({ values: [median] }) => median?.value ?? null) ?? [],
      },
    ];
  });
  const asked = (row: AnsweringRow) => Number(row.asked > 0);
  return rows.toSorted((one, other) => asked(other) - asked(one));
}
