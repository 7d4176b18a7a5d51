import type { ReactNode } from 'react';
import type { Answer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Panel, type PanelProps } from '../../parts/panel.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';

export interface WaitingProps<Data> {
  answer: Answer<Data>;
  /** Those that will be there, with the heights of what is in them in pixels: nothing moves when it comes. */
  panels: readonly (Pick<PanelProps, 'title' | 'span'> & { height: number })[];
  children: (data: Data, updating: boolean) => ReactNode;
}

/** Panels of a grid that hang on one answer: they stand there with their headings before it comes. */
export function Waiting<Data>({ answer, panels, children }: WaitingProps<Data>) {
  if (answer.kind === 'ready') return <Answered answer={answer}>{children}</Answered>;
  return panels.map(({ title, span = 12, height }, index) => (
    <Panel key={title} title={title} span={span} updating={answer.kind === 'loading'}>
      {answer.kind === 'loading' ? (
        <Skeleton height={height} lines={Math.max(2, Math.round(height / 60))} />
      ) : (
        index === 0 && <Answered answer={answer}>{children}</Answered>
      )}
    </Panel>
  ));
}
