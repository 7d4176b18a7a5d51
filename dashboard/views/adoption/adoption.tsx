import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { Panels } from './panels.tsx';
import { useAdoption } from './use-adoption.ts';
import { useInitiatives } from './use-initiatives.ts';

/** Who takes part, and whether they go on doing so gladly. */
export function Adoption() {
  const t = useTranslations('adoption');
  const { language } = usePage();
  const { format } = useView();
  const { weeks, exact, answer } = useAdoption();
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
        {(data, updating) => (
          <Panels data={data} marked={[...data.annotations, ...begun]} initiatives={initiatives} updating={updating} />
        )}
      </Answered>
    </>
  );
}
