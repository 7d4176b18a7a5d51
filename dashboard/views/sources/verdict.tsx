import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import type { Heard } from './source-state.ts';
import styles from './sources.module.css';
import { verdictOn } from './verdict-on.ts';

/** Whether any source is silent, in one sentence. */
export function Verdict({ sources }: { sources: readonly Heard[] }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { kind, names, more, watched, unwatched } = verdictOn(sources);
  const listed = format.list(more > 0 ? [...names, t('others', { count: more })] : names);
  return (
    <span className={styles.verdict} data-kind={kind} role="status">
      {t(`verdict-${kind}`, { names: listed, count: names.length + more, watched, unwatched })}
    </span>
  );
}
