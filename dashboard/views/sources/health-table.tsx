import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useMinute } from '../../api/live-context.tsx';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { Access } from './access.tsx';
import { Counted } from './counted.tsx';
import { usePlace } from './place.ts';
import { Rhythm } from './rhythm.tsx';
import styles from './sources.module.css';
import { StatePill } from './state-pill.tsx';
import tables from './table.module.css';
import type { ToldSource } from './told-source.ts';

const columns = [
  'source',
  'state',
  'last',
  'lag',
  'accepted',
  'duplicates',
  'rejected',
  'leftAlone',
  'access',
] as const;
const numeric = new Set<string>(['lag', 'accepted', 'duplicates', 'rejected', 'leftAlone']);

/** One line for each source. A phone shows which and how it is; the rest is behind its name. */
export function HealthTable({ sources }: { sources: readonly ToldSource[] }) {
  const t = useTranslations('sources');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className={tables.scroll} aria-label={t('healthTitle')} tabIndex={0}>
      <table className={tables.table}>
        <caption className="unseen">{t('healthTitle')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column} data-numeric={numeric.has(column)}>
                {t(`column-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SourceRow({ source }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { linkTo } = usePlace();
  const { departments } = usePage().shell.organisation;
  // "3 minutes ago" grows older while nothing else changes.
  useMinute();
  const { id, name, adapter, channel, department, owner, lastInteractionAt, lastRecordedAt, lagSeconds, rejected } =
    source;
  const where = [
    adapter?.name,
    channel?.name,
    departments.find((one) => one.id === department?.id)?.name,
    owner && t('ownedBy', { owner }),
  ];
  return (
    <tr>
      <th scope="row" data-column="source">
        <Link to="/sources" search={linkTo({ source: id })}>
          {name}
        </Link>
        <small className={styles.below}>{[...new Set(where.filter(Boolean))].join(' · ')}</small>
      </th>
      <td data-column="state">
        <StatePill source={source} />
      </td>
      <td data-column="last">
        {lastInteractionAt ? (
          <time dateTime={lastInteractionAt} title={format.instant(lastInteractionAt)}>
            {format.ago(lastInteractionAt, Date.now())}
          </time>
        ) : (
          t('never')
        )}
        {lastRecordedAt && (
          <small className={styles.below} title={format.instant(lastRecordedAt)}>
            {t('arrived', { ago: format.ago(lastRecordedAt, Date.now()) })}
          </small>
        )}
        <div className={styles.below}>
          <Rhythm source={source} />
        </div>
      </td>
      <td data-column="lag" data-numeric>
        {lagSeconds === null ? '–' : format.duration(lagSeconds)}
      </td>
      <td data-column="accepted" data-numeric>
        {format.number(source.accepted)}
      </td>
      <td data-column="duplicates" data-numeric>
        <Counted count={source.duplicates} />
      </td>
      <td data-column="rejected" data-numeric>
        {rejected > 0 ? (
          <Link to="/sources" search={linkTo({ view: 'rejections', source: id })}>
            {format.number(rejected)}
          </Link>
        ) : (
          <Counted count={0} />
        )}
      </td>
      <td data-column="leftAlone" data-numeric>
        <Counted count={source.ignored + source.unknown} />
        {source.unknown > 0 && <small className={styles.below}>{t('unknownKinds', { count: source.unknown })}</small>}
      </td>
      <td data-column="access">
        <Access source={source} />
      </td>
    </tr>
  );
}
