import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { addMonths } from '../overview/add-months.ts';
import { Attestations } from './attestations.tsx';
import { GoalList } from './goal-list.tsx';
import { goalsQuery } from './queries.ts';
import { ShareGoal } from './share-goal.tsx';

const bell = { metrics: ['SOCIAL_SHARE'], window: { last: 28, unit: 'DAY' } };

// Lists that may be empty.
const typenames = ['Goal', 'Attestation', 'Annotation'];

/** What the company and its departments set out to reach, and whether they will. */
export function Goals() {
  const t = useTranslations('goals');
  const { language } = usePage();
  const { filters, today } = useView();
  // The social share is that of one department or of the company; the lists are narrowed here.
  const department = filters.department.length === 1 ? (filters.department[0] ?? null) : null;
  const variables = useMemo(
    () => ({ months: { from: addMonths(today, -12), to: addMonths(today, 12) }, department, language }),
    [today, department, language],
  );
  useLiveReport(bell);
  const answer = useAnswer(goalsQuery, variables, { typenames });
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead')} />
      <Answered answer={answer} height={900}>
        {(data, updating, asked) => (
          <Grid>
            <ShareGoal data={data} department={asked.department} months={asked.months} updating={updating} />
            <GoalList goals={data.goals} updating={updating} />
            <Attestations attestations={data.attestations} updating={updating} />
          </Grid>
        )}
      </Answered>
    </>
  );
}
