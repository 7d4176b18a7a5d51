import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Problem } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export interface ProblemViewProps {
  problem: Problem;
  retry?: (() => void) | undefined;
  /** Of what it is the problem; it becomes the heading of the page. */
  title?: string;
  children?: ReactNode;
}

/** A problem in words, and what to do about it. */
export function ProblemView({ problem, retry, title, children }: ProblemViewProps) {
  const t = useTranslations('problems');
  const tApp = useTranslations('app');
  const { kind, message, requestId, roles = [] } = problem;
  const names = roles.map((role) => tApp('role', { role: role.toUpperCase() })).join(', ');
  return (
    <Notice
      title={title ? `${title}: ${t(`title-${kind}`)}` : t(`title-${kind}`)}
      level={title ? 1 : 2}
      tone={kind === 'forbidden' ? 'plain' : 'worse'}
      urgent={kind !== 'forbidden'}
    >
      <p>{t(`text-${kind}`, { message, names, roles: roles.length, requestId: requestId ?? 'none' })}</p>
      {children}
      {retry && kind !== 'forbidden' && <Button onClick={retry}>{t('retry')}</Button>}
    </Notice>
  );
}

/** What is shown instead of a part of the page that threw. */
export function Crash({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations('problems');
  return (
    <Notice title={t('crash')} tone="worse" urgent>
      <p>{error.message}</p>
      <Button onClick={retry}>{t('retry')}</Button>
    </Notice>
  );
}
