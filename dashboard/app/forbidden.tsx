import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ProblemView } from '../parts/problem-view.tsx';
import type { pages } from './pages.ts';
import { rolesFor } from './roles-for.ts';

/** A page that the viewer's roles do not show: who may see it, and the way back. */
export function Forbidden({ page }: { page: (typeof pages)[number] }) {
  const t = useTranslations('app');
  const roles = 'needs' in page ? rolesFor[page.needs] : [];
  return (
    <ProblemView problem={{ kind: 'forbidden', code: 'FORBIDDEN', message: '', roles }} title={t(page.id)}>
      <Link to="/">{t('toOverview')}</Link>
    </ProblemView>
  );
}
