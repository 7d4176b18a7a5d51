import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import page from './one-source.module.css';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** Where a provider sends to, to be copied into its settings; nothing for a source without a webhook. */
export function WebhookPanel({ source: { webhookUrl, adapter } }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const [copied, setCopied] = useState<boolean>();
  if (webhookUrl === null) return null;
  return (
    <Panel title={t('webhook')} note={t('webhookNote', { file: `docs/sources/${adapter?.id}.md` })}>
      <div className={page.copied}>
        <code>{webhookUrl}</code>
        <Button
          onClick={() =>
            navigator.clipboard.writeText(webhookUrl).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {t('copy')}
        </Button>
        <span role="status" className={styles.soft}>
          {copied === undefined ? '' : t(copied ? 'copyDone' : 'copyFailed')}
        </span>
      </div>
    </Panel>
  );
}
