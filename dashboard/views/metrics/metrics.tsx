import { useTranslations } from 'use-intl';
import { ViewHead } from '../../parts/view-head.tsx';

export function Metrics() {
  const t = useTranslations('metrics');
  return <ViewHead title={t('title')} filters={['period', 'compare', 'department', 'channel', 'zone']} />;
}
