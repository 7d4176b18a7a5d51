import type { ReactNode } from 'react';
import { BarTrack } from './bar-track.tsx';
import { BarLegend } from './bars.tsx';
import styles from './funnel.module.css';

export interface FunnelStep {
  id: string;
  name: string;
  /** Null when withheld. */
  count: number | null;
  /** Of those that made the step before. */
  open: number | null;
  declined: number | null;
  /** The count, and its share of the step before. */
  text: ReactNode;
  /** What else is to know, a sentence each. */
  notes: readonly ReactNode[];
}

export interface FunnelProps {
  label: string;
  steps: readonly FunnelStep[];
  words: { count: string; open: string; declined: string };
}

/** The steps of a funnel: each bar is as long as the one before was full, and parted into what went on, what waits and what was declined. */
export function Funnel({ label, steps, words }: FunnelProps) {
  const greatest = Math.max(0, ...steps.map(({ count }) => count ?? 0));
  return (
    <>
      <ol className={styles.funnel} aria-label={label}>
        {steps.map(({ id, name, count, open, declined, text, notes }) => (
          <li key={id} className={styles.step}>
            <h3>{name}</h3>
            <BarTrack
              greatest={greatest}
              parts={[
                { look: 'strong', value: count ?? 0 },
                { look: 'soft', value: open ?? 0 },
                { look: 'hatched', value: declined ?? 0 },
              ]}
            />
            <p className={`${styles.text} number`}>{text}</p>
            <div className={styles.notes}>
              {notes.map((note, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: sentences of a step, always in this order.
                <p key={index}>{note}</p>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <BarLegend
        legend={[
          { look: 'strong', name: words.count },
          { look: 'soft', name: words.open },
          { look: 'hatched', name: words.declined },
        ]}
      />
    </>
  );
}
