import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Answer } from '../api/use-answer.ts';
import { Notice } from './notice.tsx';
import { ProblemView } from './problem-view.tsx';
import { Skeleton } from './skeleton.tsx';

export interface AnsweredProps<Data> {
  answer: Answer<Data>;
  children: (data: Data, updating: boolean) => ReactNode;
  /** In pixels, of what will be there. */
  height?: number;
}

/** Shows an answer, or where it is: on its way, failed, or only a part of it. */
export function Answered<Data>({ answer, children, height = 240 }: AnsweredProps<Data>) {
  const t = useTranslations('problems');
  if (answer.kind === 'loading') return <Skeleton lines={4} height={height} />;
  if (answer.kind === 'failed') return <ProblemView problem={answer.problem} retry={answer.retry} />;
  const { data, updating, problem } = answer;
  return (
    <>
      {problem && <Notice title={t('partial', { message: problem.message })} tone="worse" level={3} urgent />}
      {children(data, updating)}
    </>
  );
}
