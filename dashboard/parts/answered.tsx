import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/use-answer.ts';
import { ShownView, useView } from '../filters/use-filters.ts';
import { Notice } from './notice.tsx';
import { ProblemView } from './problem-view.tsx';
import { Skeleton, SkeletonPage } from './skeleton.tsx';

export interface AnsweredProps<Data, Variables> {
  answer: Answer<Data, Variables>;
  children: (data: Data, updating: boolean, asked: Variables) => ReactNode;
  /** In pixels, of what will be there. */
  height?: number;
}

/**
 * Shows an answer, or where it is: on its way, failed, or only a part of it. What is within has the view (`useView`) that the
 * answer was asked for: numbers of one period never stand under the name of another.
 */
export function Answered<Data, Variables>({ answer, children, height = 240 }: AnsweredProps<Data, Variables>) {
  const view = useView();
  const shown = useRef(view);
  if (answer.kind !== 'ready' || !answer.outdated) shown.current = view;
  if (answer.kind === 'loading')
    return height < 600 ? <Skeleton lines={4} height={height} /> : <SkeletonPage height={height} />;
  if (answer.kind === 'failed') return <ProblemView problem={answer.problem} retry={answer.retry} />;
  const { data, updating, problem, asked } = answer;
  return (
    <ShownView value={shown.current}>
      {problem && <PartialNotice problem={problem} />}
      {children(data, updating, asked)}
    </ShownView>
  );
}

/** Says that a part of what is shown could not be had, or not anew. */
export function PartialNotice({ problem }: { problem: Problem }) {
  const t = useTranslations('problems');
  return (
    <Notice
      title={t(problem.kind === 'busy' ? 'partial-busy' : 'partial', { message: problem.message })}
      tone="worse"
      level={3}
      urgent
    />
  );
}
