import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { useNames } from '../../app/use-names.ts';
import { Bars } from '../../charts/bars.tsx';
import { Chart } from '../../charts/chart.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from './lines.module.css';
import type { departmentQuery } from './queries.ts';
import { sharedMessages } from './shared-messages.ts';

export interface CollaborationPanelProps {
  id: string;
  matrix: ResultOf<typeof departmentQuery>['collaboration'];
  updating: boolean;
}

/** With whom the department writes, both ways. */
export function CollaborationPanel({ id, matrix: { counted, cells }, updating }: CollaborationPanelProps) {
  const t = useTranslations('department');
  const { format } = useView();
  const filters = useLinkFilters();
  const names = useNames();
  const shared = sharedMessages(cells, id);
  const write = (count: number | null) => (count === null ? t('withheld') : format.number(count));
  const isHidden = shared.some(({ sent, received }) => sent === null || received === null);
  return (
    <Chart
      title={t('collaboration')}
      note={
        counted
          ? `${t('collaborationNote', { days: format.days(counted.from, counted.to) })} ${isHidden ? t('withheldWhy') : ''}`
          : undefined
      }
      table={{
        columns: [
          { label: t('collaborationWith') },
          { label: t('sent'), numeric: true },
          { label: t('received'), numeric: true },
        ],
        rows: shared.map(({ department, sent, received }) => [
          names.department(department),
          write(sent),
          write(received),
        ]),
      }}
      whenEmpty={<p className={styles.quiet}>{t(counted ? 'collaborationSilent' : 'collaborationNone')}</p>}
      file={`${id}-collaboration`}
      span={6}
      days={counted ?? undefined}
      follows={[]}
      updating={updating}
    >
      <Bars
        label={t('collaboration')}
        legend={[
          { look: 'strong', name: t('sent') },
          { look: 'soft', name: t('received') },
        ]}
        bars={shared.map(({ department, sent, received }) => ({
          id: department,
          name: (
            <Link to="/departments/$department" params={{ department }} search={filters({ department: [] })}>
              {names.department(department)}
            </Link>
          ),
          parts: [
            { value: sent ?? 0, look: 'strong' },
            { value: received ?? 0, look: 'soft' },
          ],
          text:
            sent === null && received === null
              ? t('withheld')
              : t('sentReceived', { sent: write(sent), received: write(received) }),
        }))}
      />
      <p>
        <Link to="/collaboration" search={filters({ department: [id] })} className={styles.more}>
          {t('collaborationOpen')}
        </Link>
      </p>
    </Chart>
  );
}
