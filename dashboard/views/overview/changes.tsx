import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { lengthOf } from '../../filters/span.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Delta } from '../../parts/delta.tsx';
import { Panel } from '../../parts/panel.tsx';
import { changeSentence } from './change-sentence.ts';
import { comparedDays } from './compared-days.ts';
import type { storyQuery } from './queries.ts';
import styles from './sentences.module.css';

type NotableChange = ResultOf<typeof storyQuery>['notableChanges'][number];

export interface ChangesProps {
  changes: readonly NotableChange[];
  /** Nothing at all happened in these days: then it is no finding that nothing changed. */
  nothing: boolean;
  updating: boolean;
}

/** What changed most, in a sentence each, with the way to it. */
export function Changes({ changes, nothing, updating }: ChangesProps) {
  const t = useTranslations('overview');
  const { filters, days, format } = useView();
  const { metrics } = usePage().shell;
  const names = useNames();
  const linkFilters = useLinkFilters();
  const compared = comparedDays(filters, lengthOf(days), t);
  return (
    <Panel title={t('changes')} note={t('changesNote')} span={5} updating={updating}>
      {changes.length === 0 && (
        <div className={styles.none}>
          <h3>{t(nothing ? 'nothingHere' : 'changesNone')}</h3>
          <p>{t(nothing ? 'nothingHereText' : 'changesNoneText')}</p>
        </div>
      )}
      <ol className={styles.list}>
        {changes.map(({ metric: { id }, department, channel, value }) => {
          const metric = metrics.find((one) => one.id === id);
          if (!metric || value.value === null || value.previous === null) return null;
          const sentence = changeSentence(
            {
              metric,
              department: department && names.department(department.id),
              channel: channel && names.channel(channel.id),
              value: value.value,
              previous: value.previous,
            },
            compared,
            t,
            format,
          );
          return (
            <li key={`${id} ${department?.id} ${channel?.id}`} className={styles.item}>
              <Delta metric={metric} change={value.change} format={format} />
              {department ? (
                <Link
                  to="/departments/$department"
                  params={{ department: department.id }}
                  search={{ ...linkFilters({ department: [] }), metric: id }}
                >
                  {sentence}
                </Link>
              ) : channel ? (
                <Link to="/channels" search={linkFilters({ channel: [channel.id] })}>
                  {sentence}
                </Link>
              ) : (
                <Link to="/departments" search={{ ...linkFilters(), by: id }}>
                  {sentence}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
