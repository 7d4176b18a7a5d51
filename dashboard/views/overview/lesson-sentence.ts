import type { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Format } from '../../i18n/format.ts';
import { endOnce } from './end-once.ts';

/** Who can learn from whom, with names instead of ids. */
export interface ToldLesson {
  metric: Pick<CatalogueMetric, 'id' | 'unit' | 'name'>;
  learner: string;
  teacher: string;
  learnerValue: number;
  teacherValue: number;
}

/** Metrics with a sentence of their own; the others share one. */
const told = [
  'WITHIN_TARGET',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'DIALOGUE_RATIO',
  'NET_SENTIMENT',
  'CO_CREATION',
  'IDEAS_SHIPPED',
  'LOOP_CLOSED',
] as const;

/** One plain sentence: who can learn what from whom, and how both do. */
export function lessonSentence(
  { metric, learner, teacher, learnerValue, teacherValue }: ToldLesson,
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
): string {
  const known = told.find((id) => id === metric.id);
  const sentence = t(`lesson-${known ?? 'other'}`, {
    learner,
    teacher,
    metric: metric.name,
    learnerValue: format.value(metric, learnerValue),
    teacherValue: format.value(metric, teacherValue),
  });
  return endOnce(sentence);
}
