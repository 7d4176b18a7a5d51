import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import { machineFindings } from './machine-findings.ts';
import styles from './sources.module.css';
import type { ToldHealth } from './told-source.ts';

/** How the machinery behind the sources stands, in few words: for engineers. */
export function Machinery({ health, updating }: { health: ToldHealth; updating: boolean }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { queue, deadLetters, lagSeconds, canary, verification, release } = health;
  const findings = machineFindings(health.findings);
  const dead = deadLetters.reduce((sum, { waiting }) => sum + (waiting ?? 0), 0);
  const facts = [
    t('machineWaiting', { count: queue.waiting ?? 0 }),
    ...(lagSeconds === null || lagSeconds < 1 ? [] : [t('machineLag', { lag: format.duration(lagSeconds) })]),
    t('machineDead', { count: dead }),
    ...(canary?.state === 'ARRIVED' && canary.seconds !== null
      ? [t('machineCanary', { seconds: format.duration(canary.seconds) })]
      : []),
    ...(verification === null ? [] : [t('machineVerified', { when: format.instant(verification.at) })]),
    t('machineRelease', { release }),
  ];
  return (
    <Panel title={t('machineTitle')} note={t('machineNote')} updating={updating}>
      {findings.length === 0 ? (
        <p>{t('machineWell')}</p>
      ) : (
        <ul className={styles.lines}>
          {findings.map(({ code, message, section }) => (
            <li key={`${code} ${message}`}>
              <span className={styles.trouble}>{message}</span> <code>{`docs/runbook.md#${section}`}</code>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.soft}>{facts.join(' · ')}</p>
    </Panel>
  );
}
