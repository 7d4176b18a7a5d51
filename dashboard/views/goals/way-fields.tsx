import { useTranslations } from 'use-intl';
import { Field } from '../../parts/field.tsx';
import styles from './goals.module.css';

export interface WayField {
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
}

export interface WayFieldsProps {
  baseline: WayField;
  target: WayField;
  from: WayField;
  due: WayField;
  /** What values are allowed, in a few words. */
  hint: string;
  /** Where it stands, in a few words; empty while that is asked for. */
  now?: string | undefined;
}

/** From which value to which one, and from which day to which one. */
export function WayFields({ baseline, target, from, due, hint, now }: WayFieldsProps) {
  const t = useTranslations('goals');
  const number = { hint, inputMode: 'decimal', autoComplete: 'off' } as const;
  const day = { type: 'date', max: '9999-12-31' } as const;
  return (
    <>
      {now !== undefined && <p className={styles.measuredNow}>{now}</p>}
      <div className={styles.pair}>
        <Field label={t('baseline')} {...number} {...baseline} />
        <Field label={t('target')} {...number} {...target} />
        <Field label={t('from')} {...day} {...from} />
        <Field label={t('due')} {...day} {...due} />
      </div>
    </>
  );
}
