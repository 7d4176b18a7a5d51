import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay, usePage } from '../../app/page-context.tsx';
import tables from '../../charts/data-table.module.css';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AttestationForm } from './attestation-form.tsx';
import { attestationOf } from './attestation-of.ts';
import type { Attestation } from './goal.ts';
import styles from './goals.module.css';

export interface AttestationsProps {
  attestations: readonly Attestation[];
  updating: boolean;
}

const kinds = ['POLICY', 'OWNER', 'SPONSOR'] as const;

interface Asked {
  department: { id: string; name: string };
  kind: Attestation['kind'];
  before: Attestation | undefined;
}

/** What data cannot show: who vouches for it, and until when. */
export function Attestations({ attestations, updating }: AttestationsProps) {
  const t = useTranslations('goals');
  const may = useMay('PLANS');
  const { format, filters } = useView();
  const { departments } = usePage().shell.organisation;
  const [asked, setAsked] = useState<Asked>();
  const shown = departments.filter(({ id }) => filters.department.length === 0 || filters.department.includes(id));
  return (
    <Panel title={t('attestations')} note={t('attestationsWhat')} updating={updating}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.wide} aria-label={t('attestations')} tabIndex={0}>
        <table className={`${tables.table} ${styles.attested}`}>
          <caption className="unseen">{t('attestations')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('department')}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {t(`kind-${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((department) => (
              <tr key={department.id}>
                <th scope="row">{department.name}</th>
                {kinds.map((kind) => {
                  const before = attestationOf(attestations, department.id, kind);
                  return (
                    <td key={kind}>
                      <div className={styles.cell}>
                        {before ? (
                          <div>
                            <p className={before.expired ? styles.expired : undefined}>
                              {t(before.expired ? 'expired' : 'holds', { day: format.day(before.expires) })}
                            </p>
                            <p className={styles.statement}>
                              {t('statementBy', { statement: before.statement, author: before.author })}
                            </p>
                          </div>
                        ) : (
                          <p className={styles.missing}>{t('notAttested')}</p>
                        )}
                        {may && (
                          <div className="unprinted">
                            <Button
                              tone="quiet"
                              aria-label={t(before ? 'renewOf' : 'attestOf', {
                                kind: t(`kind-${kind}`),
                                name: department.name,
                              })}
                              onClick={() => setAsked({ department, kind, before })}
                            >
                              {t(before ? 'renew' : 'attest')}
                            </Button>
                          </div>
                        )}
                      </div>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {asked && <AttestationForm {...asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}
