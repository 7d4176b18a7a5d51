import type { ReactNode } from 'react';
import type { Answer } from '../../api/use-answer.ts';
import { Panel, type PanelProps } from '../../parts/panel.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import styles from './waiting.module.css';

export interface WaitingProps<Data, Variables> {
  answer: Answer<Data, Variables>;
  /** Of the row on a wide screen at least, in pixels: the same before and after the answer, so that nothing moves. */
  height: number;
  /** Those that will be there: they stand with their headings before the answer comes. */
  panels: readonly Pick<PanelProps, 'title' | 'span'>[];
  children: (data: Data, updating: boolean) => ReactNode;
}

/** A row of panels that hang on one answer; of a failed one the page says why, once. */
export function Waiting<Data, Variables>({ answer, height, panels, children }: WaitingProps<Data, Variables>) {
  if (answer.kind === 'failed') return null;
  return (
    <div className={styles.row} style={{ '--row': `${height}px` } as React.CSSProperties}>
      {answer.kind === 'loading'
        ? panels.map(({ title, span = 12 }) => (
            <Panel key={title} title={title} span={span} updating>
              <Skeleton lines={Math.round((height - 100) / 60)} />
            </Panel>
          ))
        : children(answer.data, answer.updating)}
    </div>
  );
}
