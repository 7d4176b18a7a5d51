import { Link } from '@tanstack/react-router';
import type { VariablesOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useMay } from '../../app/page-context.tsx';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { useOwnDepartments } from '../../lists/use-own-departments.ts';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './lines.module.css';
import { waitingQuery } from './queries.ts';
import { WaitingList } from './waiting-list.tsx';

export interface WaitingPanelProps {
  id: string;
  request: VariablesOf<typeof waitingQuery>;
  /** How many are overdue at the end of the period. */
  overdue: Told | undefined;
}

/** The conversations that wait longest for an answer; who may not see them is told how many they are. */
export function WaitingPanel({ id, request, overdue }: WaitingPanelProps) {
  const t = useTranslations('department');
  const own = useOwnDepartments();
  const may = useMay('INTERACTIONS') && (own === undefined || own.includes(id));
  const filters = useLinkFilters();
  const answer = useAnswer(waitingQuery, request, { pause: !may });
  const count = overdue?.value ?? null;
  return (
    <Panel title={t('waiting')} note={may ? t('waitingNote') : undefined} span={6}>
      {may ? (
        <Answered answer={answer} height={290}>
          {({ conversations }) => (
            <>
              <WaitingList
                // The API lists the newest first.
                conversations={conversations.edges.map(({ node }) => node).toReversed()}
              />
              {conversations.pageInfo.hasPreviousPage && (
                <Link
                  to="/conversations"
                  search={{ ...filters({ department: [id], period: 'custom', ...request.range }), state: 'overdue' }}
                  className={styles.more}
                >
                  {t('waitingAll')}
                </Link>
              )}
            </>
          )}
        </Answered>
      ) : (
        <div className={styles.quiet}>
          {count !== null && <p>{t('waitingCount', { count })}</p>}
          <p>{t('waitingRole')}</p>
        </div>
      )}
    </Panel>
  );
}
