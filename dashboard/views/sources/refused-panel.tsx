import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import page from './one-source.module.css';
import { usePlace } from './place.ts';
import styles from './sources.module.css';
import type { ToldCount, ToldSource } from './told-source.ts';

/** What came of all that a source sent, and what of it waits to be corrected. */
export function RefusedPanel({ source, counts }: { source: ToldSource; counts: readonly ToldCount[] }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { linkTo } = usePlace();
  const { id, accepted, duplicates, rejected, ignored, unknown } = source;
  const numbers = { accepted, duplicates, rejected, ignored, unknown };
  const open = counts.filter((count) => count.open > 0);
  return (
    <Panel title={t('numbers')} note={t('numbersNote')} span={5}>
      <dl className={page.numbers}>
        {Object.entries(numbers).map(([name, count]) => (
          <div key={name}>
            <dt>{t(`number-${name as keyof typeof numbers}`)}</dt>
            <dd className="number">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      {open.length > 0 && (
        <ul className={styles.lines}>
          {open.map(({ code, open: count }) => (
            <li key={code}>
              <Link to="/sources" search={linkTo({ view: 'rejections', source: id, code })}>
                {t('openOf', { count, why: t(`code-${code}`) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
