import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Format } from '../../i18n/format.ts';
import { Button } from '../../parts/button.tsx';
import { Effect } from './effect.tsx';
import type { Initiative } from './initiative.ts';
import styles from './initiatives.module.css';

export interface InitiativeCardProps {
  initiative: Initiative;
  metric: CatalogueMetric;
  /** How many weeks were asked for before and since. */
  asked: number;
  format: Format;
  /** Absent for those who may not. */
  onChange?: () => void;
  onEnd?: () => void;
  onRemove?: () => void;
}

/** One initiative: what, whose, since when, and a metric before and since. */
export function InitiativeCard({ initiative, metric, asked, format, ...actions }: InitiativeCardProps) {
  const t = useTranslations('adoption');
  const tForms = useTranslations('forms');
  const { language } = usePage();
  const { from, to, department, description } = initiative;
  const name = initiative[language];
  return (
    <li className={styles.card}>
      <div className={styles.words}>
        <h3>{name}</h3>
        <p className={styles.when}>
          {department.name} · {to === null ? t('goesOn', { from: format.day(from) }) : format.days(from, to)}
        </p>
        {description && <p className={styles.description}>{description}</p>}
        {actions.onChange && (
          <div className={`${styles.actions} unprinted`}>
            <Button tone="quiet" aria-label={tForms('changeOf', { what: name })} onClick={actions.onChange}>
              {tForms('change')}
            </Button>
            {to === null && (
              <Button tone="quiet" aria-label={t('endOf', { what: name })} onClick={actions.onEnd}>
                {t('end')}
              </Button>
            )}
            <Button tone="quiet" aria-label={tForms('removeOf', { what: name })} onClick={actions.onRemove}>
              {tForms('remove')}
            </Button>
          </div>
        )}
      </div>
      <Effect effect={initiative.effect} metric={metric} asked={asked} from={from} format={format} />
    </li>
  );
}
