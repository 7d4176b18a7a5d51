import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Problem } from '../api/problem.ts';
import { Button } from './button.tsx';
import styles from './change-form.module.css';
import { Dialog } from './dialog.tsx';

export interface ChangeFormProps {
  title: string;
  /** What the button says; "Save" by default. */
  submit?: string;
  busy: boolean;
  /** Why it was not done; what belongs to one of `fields` stands beside that field, everything else here. */
  problem: Problem | undefined;
  fields: readonly string[];
  /** Sends what was entered; what was wrong with it stands beside the fields afterwards. */
  onSubmit: () => void;
  onClose: () => void;
  /** Further buttons, before the others. */
  extra?: ReactNode;
  children: ReactNode;
}

/** A form in a dialog: nothing typed is lost when it is refused, and the first field that is wrong takes the focus. */
export function ChangeForm(props: ChangeFormProps) {
  const { title, submit, busy, problem, fields, onSubmit, onClose, extra, children } = props;
  const t = useTranslations('forms');
  const form = useRef<HTMLFormElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (busy || !asked.current) return;
    asked.current = false;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          asked.current = true;
          onSubmit();
        }}
      >
        {children}
        {problem && !fields.includes(problem.field ?? '') && (
          <p className={styles.problem} role="alert">
            {t('refused', { message: problem.message })}
          </p>
        )}
        <Dialog.Actions>
          {extra && <div className={styles.extra}>{extra}</div>}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="accent" type="submit" aria-disabled={busy}>
            {busy ? t('saving') : (submit ?? t('save'))}
          </Button>
        </Dialog.Actions>
      </form>
    </Dialog>
  );
}

/** What the API says is wrong with a field, in the page's words around it. */
export function useRefusal(problem: Problem | undefined): (field: string) => string | undefined {
  const t = useTranslations('forms');
  return (field) => (problem?.field === field ? t('refused', { message: problem.message }) : undefined);
}
