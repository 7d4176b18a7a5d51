import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Panel } from '../../parts/panel.tsx';
import { lessonSentence } from './lesson-sentence.ts';
import type { storyQuery } from './queries.ts';
import styles from './sentences.module.css';

type Lesson = ResultOf<typeof storyQuery>['lessons'][number];

/** Which department should learn from which, in a sentence each, with the way to the comparison. */
export function Lessons({ lessons, updating }: { lessons: readonly Lesson[]; updating: boolean }) {
  const t = useTranslations('overview');
  const { format } = useView();
  const { metrics } = usePage().shell;
  const names = useNames();
  const filters = useLinkFilters();
  return (
    <Panel title={t('lessons')} note={t('lessonsNote')} span={5} updating={updating}>
      {lessons.length === 0 && (
        <div className={styles.none}>
          <h3>{t('lessonsNone')}</h3>
          <p>{t('lessonsNoneText')}</p>
        </div>
      )}
      <ol className={styles.list}>
        {lessons.map(({ metric: { id }, learner, teacher, learnerValue, teacherValue }) => {
          const metric = metrics.find((one) => one.id === id);
          if (!metric || learnerValue.value === null || teacherValue.value === null) return null;
          return (
            <li key={`${id} ${learner.id}`} className={`${styles.item} ${styles.plain}`}>
              <Link to="/departments" search={{ ...filters(), by: id }}>
                {lessonSentence(
                  {
                    metric,
                    learner: names.department(learner.id),
                    teacher: names.department(teacher.id),
                    learnerValue: learnerValue.value,
                    teacherValue: teacherValue.value,
                  },
                  t,
                  format,
                )}
              </Link>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
