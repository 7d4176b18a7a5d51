import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { Notice } from '../../parts/notice.tsx';

/** Says that the address names no department, and leads to those that there are. */
export function UnknownDepartment({ title }: { title: string }) {
  const t = useTranslations('department');
  const filters = useLinkFilters();
  return (
    <Notice title={title} level={1}>
      <p>{t('unknownText')}</p>
      <Link to="/departments" search={filters()}>
        {t('all')}
      </Link>
    </Notice>
  );
}
