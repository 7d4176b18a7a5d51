import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../../app/page-context.tsx';
import tables from '../../charts/data-table.module.css';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { HeadcountForm } from './headcount-form.tsx';
import styles from './headcounts.module.css';
import { headcountsOn, type Staffed } from './headcounts-on.ts';

export interface HeadcountsProps {
  departments: readonly Staffed[];
  /** The last day of the weeks that are told: shares are of the people of that day. */
  day: string;
}

/** How many people each department has: without it there is no share of them. Who may, says it right here. */
export function Headcounts({ departments, day }: HeadcountsProps) {
  const t = useTranslations('adoption');
  const { format, days } = useView();
  const may = useMay('ORGANISATION');
  const [changed, setChanged] = useState<Staffed>();
  const { told, untold } = headcountsOn(departments, day);
  const none = told.length === 0;
  return (
    <Panel
      title={none ? t('needsHeadcounts') : t('headcounts')}
      note={none ? t('needsHeadcountsWhy') : t('headcountsOn', { day: format.day(day) })}
      span={none && may ? 7 : 12}
    >
      {untold.length > 0 && (
        <p className={styles.who}>
          {may ? t('sayHeadcounts') : t('askHeadcounts', { names: format.list(untold.map(({ name }) => name)) })}
        </p>
      )}
      {(told.length > 0 || may) && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section className={styles.wide} aria-label={t('headcounts')} tabIndex={0}>
          <table className={tables.table}>
            <caption className="unseen">{t('headcounts')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('department')}</th>
                <th scope="col" data-numeric>
                  {t('people')}
                </th>
                <th scope="col" data-numeric>
                  {t('managers')}
                </th>
                <th scope="col" className={styles.since}>
                  {t('since')}
                </th>
                {may && (
                  <th scope="col">
                    <span className="unseen">{t('sayHeadcount')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {departments.map((department) => {
                const headcount = told.find((one) => one.department === department)?.headcount;
                return (
                  <tr key={department.id}>
                    <th scope="row">{department.name}</th>
                    <td data-numeric className="number">
                      {headcount ? format.number(headcount.count) : t('notSaid')}
                    </td>
                    <td data-numeric className="number">
                      {headcount?.managers == null ? t('notSaid') : format.number(headcount.managers)}
                    </td>
                    <td className={styles.since}>{headcount ? format.day(headcount.from) : '–'}</td>
                    {may && (
                      <td className={styles.action}>
                        <Button
                          tone="quiet"
                          aria-label={t('sayHeadcountOf', { name: department.name })}
                          onClick={() => setChanged(department)}
                        >
                          {headcount ? t('changeHeadcount') : t('sayHeadcount')}
                        </Button>
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {changed && (
        <HeadcountForm
          department={changed}
          current={changed.headcounts.findLast(({ from }) => from <= day)}
          firstDay={days.from}
          onClose={() => setChanged(undefined)}
        />
      )}
    </Panel>
  );
}
