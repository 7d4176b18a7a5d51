import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import styles from './behind.module.css';

export interface ListChoiceProps {
  shown: 'interactions' | 'conversations';
  /** Whether the number is made of cases, too. */
  cases: boolean;
  /** Whether the number is a share of something. */
  parts: boolean;
  part: 'ALL' | 'NUMERATOR';
}

/** What is listed of a number: links, each with its own first page. */
export function ListChoice({ shown, cases, parts, part }: ListChoiceProps) {
  const t = useTranslations('behind');
  return (
    <div className={styles.choices}>
      {parts && (
        <nav className={styles.choice} aria-label={t('parts')}>
          {(['ALL', 'NUMERATOR'] as const).map((one) => (
            <Link
              key={one}
              to="."
              search={changed({ part: one })}
              activeOptions={{ exact: true }}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(`part-${one}`)}
            </Link>
          ))}
        </nav>
      )}
      {cases && (
        <nav className={styles.choice} aria-label={t('lists')}>
          {(['conversations', 'interactions'] as const).map((one) => (
            <Link
              key={one}
              to="."
              search={changed({ list: one })}
              activeOptions={{ exact: true }}
              aria-current={one === shown ? 'page' : undefined}
            >
              {t(`list-${one}`)}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}

/** The same number with another list, from its beginning. */
const changed =
  (change: Record<string, string>) =>
  ({ after: _after, before: _before, ...view }: Record<string, string | undefined>) => ({ ...view, ...change });
