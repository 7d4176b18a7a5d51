import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ProblemView } from '../parts/problem-view.tsx';
import type { Permission, pages } from './pages.ts';

/** Roles that give the permissions which pages need, as in `graphql/permissions.ts`; the API decides, this only says so early. */
const rolesFor: Partial<Record<Permission, readonly string[]>> = {
  INTERACTIONS: ['member', 'analyst', 'admin'],
  SOURCES: ['engineer', 'admin'],
};

/** A page that the viewer's roles do not show: who may see it, and the way back. */
export function Forbidden({ page }: { page: (typeof pages)[number] }) {
  const t = useTranslations('app');
  const roles = 'needs' in page ? (rolesFor[page.needs] ?? []) : [];
  return (
    <ProblemView problem={{ kind: 'forbidden', code: 'FORBIDDEN', message: '', roles }} title={t(page.id)}>
      <Link to="/">{t('toOverview')}</Link>
    </ProblemView>
  );
}
