import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Notice } from '../parts/notice.tsx';

export function NotFound() {
  const t = useTranslations('app');
  return (
    <Notice title={t('notFoundTitle')} level={1}>
      <p>{t('notFoundText')}</p>
      <Link to="/">{t('toOverview')}</Link>
    </Notice>
  );
}
