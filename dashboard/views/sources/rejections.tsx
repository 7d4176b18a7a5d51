import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Counted } from './counted.tsx';
import { usePlace } from './place.ts';
import { RejectionList } from './rejection-list.tsx';
import styles from './sources.module.css';
import tables from './table.module.css';
import type { ToldCount, ToldSource } from './told-source.ts';

export interface RejectionsProps {
  counts: readonly ToldCount[];
  sources: readonly ToldSource[];
  updating: boolean;
}

/** What was refused in the last 30 days, by source and reason, with what to do about it. */
export function Rejections({ counts, sources, updating }: RejectionsProps) {
  const t = useTranslations('sources');
  const { place, linkTo } = usePlace();
  const shown = counts.filter(
    ({ source, code }) =>
      (place.source === undefined || source?.id === place.source) && (place.code === undefined || code === place.code),
  );
  const narrowed = place.source !== undefined || place.code !== undefined;
  if (counts.length === 0) {
    return (
      <Notice title={t('nothingRefused')}>
        <p>{t('nothingRefusedText')}</p>
      </Notice>
    );
  }
  const of = sources.find(({ id }) => id === place.source)?.name ?? place.source;
  return (
    <div className={styles.stack}>
      {narrowed && (
        <p className="unprinted">
          <Link to="/sources" search={linkTo({ view: 'rejections' })}>
            ← {t('allRefused')}
          </Link>
        </p>
      )}
      <Panel
        title={of === undefined ? t('refusedTitle') : t('refusedOf', { source: of })}
        note={t('refusedNote')}
        updating={updating}
      >
        {shown.length > 0 ? <CountsTable counts={shown} /> : <p className={styles.soft}>{t('nothingSo')}</p>}
      </Panel>
      {narrowed && (
        <RejectionList key={`${place.source} ${place.code} ${place.settled}`} place={place} counts={shown} />
      )}
    </div>
  );
}

function CountsTable({ counts }: { counts: readonly ToldCount[] }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { linkTo } = usePlace();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className={tables.scroll} aria-label={t('refusedTitle')} tabIndex={0}>
      <table className={tables.table}>
        <caption className="unseen">{t('refusedTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reason')}</th>
            <th scope="col" data-column="from">
              {t('column-source')}
            </th>
            {(['open', 'fixed', 'dismissed'] as const).map((state) => (
              <th key={state} scope="col" data-numeric data-column={state}>
                {t(`is-${state}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map(({ source, code, open, fixed, dismissed }) => {
            const of = source ? { source: source.id } : {};
            return (
              <tr key={`${source?.id} ${code}`}>
                <th scope="row">
                  <Link to="/sources" search={linkTo({ view: 'rejections', ...of, code })} resetScroll={false}>
                    {t(`code-${code}`)}
                  </Link>
                  <span className={styles.below}>{t(`todo-${code}`)}</span>
                  <span className={`${styles.below} ${styles.narrowOnly}`}>{source?.name ?? t('noSource')}</span>
                </th>
                <td data-column="from">{source?.name ?? t('noSource')}</td>
                <td data-numeric data-column="open">
                  <strong>{format.number(open)}</strong>
                </td>
                <td data-numeric data-column="fixed">
                  <Counted count={fixed} />
                </td>
                <td data-numeric data-column="dismissed">
                  <Counted count={dismissed} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
