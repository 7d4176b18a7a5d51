import { useTranslations } from 'use-intl';
import { useView } from '../../filters/use-filters.ts';
import type { Format } from '../../i18n/format.ts';
import { elapsedShare, type Standable, standingOf } from './goal-standing.ts';
import styles from './goals.module.css';

/** How far a goal came, from its baseline to its target, and where the time is: a bar, a line, and both in words. */
export function ProgressBar({ goal, format }: { goal: Standable; format: Format }) {
  const t = useTranslations('goals');
  const { today } = useView();
  const elapsed = elapsedShare(goal, today);
  const { progress } = goal;
  const done = Math.min(1, Math.max(0, progress ?? 0));
  const words = [
    progress === null ? undefined : t('progress', { share: format.percent(progress) }),
    t('elapsed', { share: format.percent(elapsed) }),
  ].filter(Boolean);
  return (
    <div>
      <div className={styles.track} aria-hidden>
        {done > 0 && (
          <span
            className={styles.done}
            data-standing={standingOf(goal, today)}
            style={{ inlineSize: `${done * 100}%` }}
          />
        )}
        <span className={styles.now} style={{ insetInlineStart: `${elapsed * 100}%` }} />
      </div>
      <p className={styles.small}>{words.join(' · ')}</p>
    </div>
  );
}
