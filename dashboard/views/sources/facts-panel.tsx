import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import page from './one-source.module.css';
import { Rhythm } from './rhythm.tsx';
import styles from './sources.module.css';
import { StatePill } from './state-pill.tsx';
import type { ToldSource } from './told-source.ts';

/** How a source is: when it spoke, how often it should, what came of it, and whom to ask. */
export function FactsPanel({ source, updating }: { source: ToldSource; updating: boolean }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { departments } = usePage().shell.organisation;
  const { adapter, channel, department, owner, lagSeconds, lastRunAt, lastRunError } = source;
  const when = (at: string | null) =>
    at === null ? t('never') : `${format.ago(at, Date.now())}, ${format.instant(at)}`;
  const none = <span className={styles.faint}>{t('notSaid')}</span>;
  return (
    <Panel title={t('facts')} span={7} updating={updating}>
      <dl className={page.facts}>
        <Fact name={t('column-state')}>
          <StatePill source={source} />
        </Fact>
        <Fact name={t('column-last')}>
          {when(source.lastInteractionAt)}
          {lagSeconds !== null && (
            <span className={styles.below}>{t('arrivedAfter', { lag: format.duration(lagSeconds) })}</span>
          )}
        </Fact>
        <Fact name={t('lastArrival')}>{when(source.lastRecordedAt)}</Fact>
        <Fact name={t('rhythm')}>
          <Rhythm source={source} />
        </Fact>
        {lastRunAt !== null && (
          <Fact name={t('lastAsked')}>
            {when(lastRunAt)}
            {lastRunError !== null && <div className={styles.trouble}>{t('askFailed', { code: lastRunError })}</div>}
          </Fact>
        )}
        <Fact name={t('adapter')}>
          {adapter ? (
            <>
              {adapter.name} <span className={styles.below}>docs/sources/{adapter.id}.md</span>
            </>
          ) : (
            t('noAdapter')
          )}
        </Fact>
        <Fact name={t('channel')}>{channel?.name ?? none}</Fact>
        <Fact name={t('department')}>{departments.find(({ id }) => id === department?.id)?.name ?? none}</Fact>
        <Fact name={t('owner')}>{owner ?? none}</Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
