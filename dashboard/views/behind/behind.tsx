import { Link, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { BackLink } from '../../charts/back-link.tsx';
import { readBehind } from '../../charts/behind-link.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Notice } from '../../parts/notice.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { BehindList } from './behind-list.tsx';
import { BehindValue } from './behind-value.tsx';

/** What a number is made of: the number with its definition, and its interactions or conversations one by one. */
export function Behind() {
  const t = useTranslations('behind');
  const search: Record<string, string> = useSearch({ strict: false });
  const { format } = useView();
  const filters = useLinkFilters();
  const names = useNames();
  const behind = readBehind(search);
  const metric = usePage().shell.metrics.find(({ id }) => id === behind?.metric);
  if (!behind || !metric) {
    return (
      <Notice title={t('noPointTitle')} level={1}>
        <p>{t('noPointText')}</p>
        <Link to="/metrics" search={filters()}>
          {t('toMetrics')}
        </Link>
      </Notice>
    );
  }
  const where = [
    format.days(behind.from, behind.to),
    behind.department.length > 0 ? format.list(behind.department.map(names.department)) : t('all'),
    ...(behind.channel.length > 0 ? [format.list(behind.channel.map(names.channel))] : []),
    ...behind.kind.map((kind) => t('kinds', { kind })),
  ].join(' · ');
  return (
    <>
      <ViewHead
        title={t('title', { metric: metric.name })}
        lead={where}
        actions={<BackLink className="unprinted">{t('back')}</BackLink>}
      />
      <Grid key={metric.id}>
        <BehindValue metric={metric} behind={behind} format={format} />
        <BehindList metric={metric} behind={behind} format={format} />
      </Grid>
    </>
  );
}
