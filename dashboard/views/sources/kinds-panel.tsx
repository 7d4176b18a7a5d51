import { useTranslations } from 'use-intl';
import { DataTable } from '../../charts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** What is left alone, by kind: first the kinds that the adapter does not know, which may be news of the provider. */
export function KindsPanel({ source: { kinds } }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const rows = [...kinds].sort((a, b) => Number(a.known) - Number(b.known) || b.count - a.count);
  return (
    <Panel title={t('kinds')} note={t('kindsNote')} span={6}>
      {rows.length === 0 ? (
        <p className={styles.soft}>{t('noKinds')}</p>
      ) : (
        <DataTable
          caption={t('kinds')}
          table={{
            columns: [{ label: t('kind') }, { label: t('count'), numeric: true }, { label: t('kindWhy') }],
            rows: rows.map(({ kind, count, known }) => [kind, count, t(known ? 'kindKnown' : 'kindUnknown')]),
          }}
        />
      )}
    </Panel>
  );
}
