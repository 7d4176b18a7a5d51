import styles from './bars.module.css';

export interface BarPart {
  /** Parts of nothing take no room. */
  value: number;
  /** `strong` is what is told, `soft` what stands beside it, `hatched` what is lost or left out. */
  look: 'strong' | 'soft' | 'hatched';
}

/** A horizontal bar of parts one behind the other; `greatest` fills its whole width. It is a picture: words beside it say the same. */
export const BarTrack = ({ parts, greatest }: { parts: readonly BarPart[]; greatest: number }) => (
  <span className={styles.track} aria-hidden>
    {parts
      .filter(({ value }) => value > 0 && greatest > 0)
      .map(({ value, look }) => (
        <span
          key={look}
          className={styles.part}
          data-look={look}
          style={{ inlineSize: `${(value / greatest) * 100}%` }}
        />
      ))}
  </span>
);
