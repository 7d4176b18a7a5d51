import { useTranslations } from 'use-intl';
import { useNames } from '../../app/use-names.ts';
import type { Days } from '../../filters/span.ts';
import type { Format } from '../../i18n/format.ts';

export interface RateNoteProps {
  value: { value: number | null; numerator: number | null; denominator: number | null } | undefined;
  days: Days;
  /** The departments that the viewer is confined to. */
  own: readonly string[] | undefined;
  format: Format;
}

/** How many of the enquiries of these days have an answer, in a sentence. */
export function RateNote({ value, days, own, format }: RateNoteProps) {
  const t = useTranslations('conversations');
  const names = useNames();
  const { numerator = null, denominator = null } = value ?? {};
  const told =
    denominator === null || numerator === null || denominator === 0
      ? t('rateNone', { days: format.days(days.from, days.to) })
      : t('rate', {
          days: format.days(days.from, days.to),
          all: format.number(denominator),
          answered: format.number(numerator),
          share: format.percent(numerator / denominator),
        });
  return own ? `${told} ${t('own', { departments: format.list(own.map(names.department)) })}` : told;
}
