import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { Chart } from '../../charts/chart.tsx';
import { Funnel } from '../../charts/funnel.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import { useView } from '../../filters/use-filters.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { bottleneckOf, nothingShipped } from './bottleneck.ts';
import { funnelTable } from './funnel-table.ts';
import styles from './ideas.module.css';
import type { ideasQuery } from './queries.ts';

type IdeaFunnel = ResultOf<typeof ideasQuery>['ideaFunnel'];
type Step = IdeaFunnel['steps'][number];
const stages = ['submitted', 'reviewed', 'accepted', 'started', 'shipped', 'told'] as const;
const known = (stage: string) => stages.find((one) => one === stage) ?? 'submitted';

/** From submitted to told, and where ideas wait. */
export function FunnelPanel({ funnel, updating }: { funnel: IdeaFunnel; updating: boolean }) {
  const t = useTranslations('ideas');
  const { days, format } = useView();
  const leadTime = useMetric('IDEA_LEAD_TIME_P50');
  const behind = useBehind();
  const { steps, withheld } = funnel;
  const worst = bottleneckOf(steps);
  if (withheld) {
    return (
      <Panel title={t('funnel')}>
        <Notice title={t('withheldTitle')} level={3} tone="notice">
          <p>{t('withheld')}</p>
        </Notice>
      </Panel>
    );
  }
  const stepText = ({ stage, count, conversion }: Step) => {
    const number = <strong>{format.number(count ?? 0)}</strong>;
    const link = stage === 'submitted' && (count ?? 0) > 0 && behind?.search({ metric: 'IDEAS', ...days });
    return (
      <>
        {link ? (
          <Link to="/behind" search={link} aria-label={t('submittedBehind', { count: count ?? 0 })}>
            {number}
          </Link>
        ) : (
          number
        )}
        {conversion !== null && ` ${t('conversion', { share: format.percent(conversion) })}`}
      </>
    );
  };
  const notesOf = ({ stage, open, declined, medianDays, warnings }: Step) => {
    if (stage === 'submitted') return [];
    const censored = warnings.some(({ code }) => code === 'CENSORED');
    return [
      ...((open ?? 0) > 0 ? [t('open', { count: open ?? 0 })] : []),
      ...((declined ?? 0) > 0 ? [t('declined', { count: declined ?? 0 })] : []),
      ...(medianDays !== null
        ? [t(censored ? 'medianCensored' : 'median', { days: format.value(leadTime, medianDays) })]
        : []),
    ];
  };
  return (
    <Chart
      title={t('funnel')}
      note={worst ? t(`waits-${known(worst.stage)}`, { count: worst.open, all: worst.submitted }) : t('funnelNote')}
      file="idea-funnel"
      updating={updating}
      whenEmpty={<p className={styles.nothing}>{t('funnelEmpty')}</p>}
      table={funnelTable((steps[0]?.count ?? 0) > 0 ? steps : [], {
        step: t('step'),
        ideas: t('count'),
        conversion: t('conversionColumn'),
        open: t('openColumn'),
        declined: t('declinedColumn'),
        days: t('medianColumn'),
        nameOf: (stage) => t(`stage-${known(stage)}`),
        format,
      })}
    >
      {nothingShipped(steps) && (
        <div className={styles.fact}>
          <Notice title={t('nothingShippedTitle')} level={3} tone="notice">
            <p>{t('nothingShipped')}</p>
          </Notice>
        </div>
      )}
      <Funnel
        label={t('funnel')}
        steps={steps.map((step) => ({
          id: step.stage,
          name: t(`stage-${known(step.stage)}`),
          count: step.count,
          open: step.open,
          declined: step.declined,
          text: stepText(step),
          notes: notesOf(step),
        }))}
        words={{ count: t('legendCount'), open: t('legendOpen'), declined: t('legendDeclined') }}
      />
    </Chart>
  );
}
