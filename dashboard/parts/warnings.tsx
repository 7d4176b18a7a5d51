import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Format } from '../i18n/format.ts';
import styles from './warnings.module.css';
import { writeWarning } from './write-warning.ts';

export interface WarningsProps {
  warnings: readonly { code: string; message: string; source: { id: string } | null }[];
  format: Format;
}

/** What to know before trusting a number: silent sources counted in one line that opens, each of them told once. */
export function Warnings({ warnings, format }: WarningsProps) {
  const t = useTranslations('values');
  const silent = [
    // The same source may be silent in several parts of an answer: the first, widest one counts.
    ...new Map(
      warnings
        .filter(({ code }) => code === 'SOURCE_SILENT')
        .map((warning) => [warning.source?.id ?? warning.message, warning.message] as const)
        .reverse(),
    ).values(),
  ].reverse();
  const others = [
    ...new Set(warnings.filter(({ code }) => code !== 'SOURCE_SILENT').map(({ message }) => message)),
    ...(silent.length === 1 ? silent : []),
  ];
  return (
    <>
      {others.map((message) => (
        <p key={message} className={styles.warning}>
          {writeWarning(message, format)}
        </p>
      ))}
      {silent.length > 1 && (
        <details className={styles.silent}>
          <summary>
            <CircleDashed size={14} aria-hidden />
            {t('silentSources', { count: silent.length })}
          </summary>
          <ul>
            {silent.map((message) => (
              <li key={message}>{writeWarning(message, format)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
