import type { ReactNode } from 'react';
import { type BarPart, BarTrack } from './bar-track.tsx';
import styles from './bars.module.css';

export interface Bar {
  id: string;
  name: ReactNode;
  /** None: there is nothing to draw, and the text says why. */
  parts: readonly BarPart[];
  /** The numbers of the bar, in words. */
  text: ReactNode;
  /** It stands out. */
  lit?: boolean;
}

export interface BarsProps {
  label: string;
  bars: readonly Bar[];
  /** What fills the whole width; by default the greatest bar. */
  greatest?: number;
  /** What the looks of the parts mean, where there are several. */
  legend?: readonly { look: BarPart['look']; name: string }[];
}

/** Horizontal bars, each with its name before and its numbers behind it. */
export function Bars({ label, bars, greatest, legend = [] }: BarsProps) {
  const lengths = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const whole = greatest ?? Math.max(0, ...lengths);
  return (
    <>
      <ul className={styles.bars} aria-label={label}>
        {bars.map(({ id, name, parts, text, lit = false }) => (
          <li key={id} className={styles.bar} data-lit={lit}>
            <span className={styles.name}>{name}</span>
            <BarTrack parts={parts} greatest={whole} />
            <span className={`${styles.text} number`}>{text}</span>
          </li>
        ))}
      </ul>
      {legend.length > 0 && <BarLegend legend={legend} />}
    </>
  );
}

/** What the looks of parts mean. */
export const BarLegend = ({ legend }: { legend: NonNullable<BarsProps['legend']> }) => (
  <ul className={styles.legend}>
    {legend.map(({ look, name }) => (
      <li key={look}>
        <span className={styles.swatch} data-look={look} aria-hidden />
        {name}
      </li>
    ))}
  </ul>
);
