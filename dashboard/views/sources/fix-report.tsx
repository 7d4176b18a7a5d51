import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import type { FixAnswer } from './fix.tsx';
import reports from './fix-report.module.css';
import styles from './sources.module.css';

const outcomes = ['accepted', 'duplicates', 'conflicts', 'refused', 'settled'] as const;

/** What became of the rejections, or would: outcomes, what each rule did, which numbers change, and examples. */
export function FixReport({ report }: { report: FixAnswer }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { dryRun, cells, rules, refusals, examples } = report;
  const told = outcomes.filter((outcome) => report[outcome] > 0);
  return (
    <div className={reports.report} data-dry={dryRun}>
      <h3>{t(dryRun ? 'dryTitle' : 'doneTitle')}</h3>
      <ul className={styles.lines}>
        {told.map((outcome) => (
          <li key={outcome}>{t(`outcome-${outcome}`, { count: report[outcome] })}</li>
        ))}
        {told.length === 0 && <li>{t('outcome-none')}</li>}
        {refusals.map(({ code, path, count }) => (
          <li key={`${code} ${path}`} className={styles.trouble}>
            {t('stillRefused', { count, why: t(`code-${code}`), path })}
          </li>
        ))}
        {rules.map(({ rule, applied, notApplied }) => (
          <li key={rule} className={styles.soft}>
            {t('ruleEffect', { rule, applied, notApplied })}
          </li>
        ))}
      </ul>
      {cells.changes.length > 0 && (
        <details open={dryRun}>
          <summary>{t('changes', { count: cells.changes.length + cells.more, cells: cells.count })}</summary>
          <DataTable
            caption={t(dryRun ? 'changesWould' : 'changesDid')}
            table={{
              columns: [
                { label: t('day') },
                { label: t('department') },
                { label: t('channel') },
                { label: t('what') },
                { label: t('by'), numeric: true },
              ],
              rows: cells.changes.map(({ day, department, channel, what, change }) => [
                format.day(day),
                department?.name ?? t('company'),
                channel?.name ?? t('allOfThem'),
                what,
                change > 0 ? `+${format.number(change)}` : format.number(change),
              ]),
            }}
          />
          {cells.more > 0 && <p className={styles.soft}>{t('changesMore', { count: cells.more })}</p>}
        </details>
      )}
      {examples.length > 0 && (
        <details>
          <summary>{t('examples', { count: examples.length })}</summary>
          <ul className={styles.lines}>
            {examples.map(({ id, interactionId, outcome, code, path, message, notes }) => (
              <li key={id}>
                <code>{interactionId ?? t('noId')}</code> {t(`outcomeOf-${outcome}`)}
                {code && (
                  <div className={styles.trouble}>
                    {[path, message ?? t(`code-${code}`)].filter(Boolean).join(': ')}
                  </div>
                )}
                {notes.length > 0 && <span className={styles.below}>{notes.join(' ')}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
