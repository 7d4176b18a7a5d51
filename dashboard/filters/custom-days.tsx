import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import type { Days } from './span.ts';

export interface CustomDaysProps {
  days: Days;
  onChoose: (days: Days) => void;
  onClose: () => void;
}

/** Chooses two days, both included, with the browser's own calendar. */
export function CustomDays({ days, onChoose, onClose }: CustomDaysProps) {
  const t = useTranslations('filters');
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(days.to);
  const wrong = from > to ? t('customWrong') : undefined;
  return (
    <Dialog title={t('customTitle')} onClose={onClose}>
      <form
        method="dialog"
        onSubmit={(event) => {
          if (wrong) return event.preventDefault();
          onChoose({ from, to });
        }}
      >
        <Field label={t('from')} type="date" required value={from} max="9999-12-31" onChange={setFrom} />
        <Field label={t('to')} type="date" required value={to} max="9999-12-31" onChange={setTo} problem={wrong} />
        <Dialog.Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="accent" type="submit">
            {t('apply')}
          </Button>
        </Dialog.Actions>
      </form>
    </Dialog>
  );
}
