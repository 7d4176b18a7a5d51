import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../api/use-change.ts';
import { usePage } from '../app/page-context.tsx';
import type { Annotation } from '../charts/annotation-mark.ts';
import { useView } from '../filters/use-filters.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { affectedByAnnotations } from './affected-by-annotations.ts';
import styles from './annotation-list.module.css';
import { removeAnnotation } from './mutations.ts';

export interface AnnotationListProps {
  annotations: readonly Annotation[];
  onAdd: () => void;
  onChange: (annotation: Annotation) => void;
  onClose: () => void;
}

/** The notes of a time axis, each to be changed or, asked twice, removed. */
export function AnnotationList({ annotations, onAdd, onChange, onClose }: AnnotationListProps) {
  const t = useTranslations('annotations');
  const tForms = useTranslations('forms');
  const { format } = useView();
  const { departments } = usePage().shell.organisation;
  const [leaving, setLeaving] = useState<string>();
  const { send, busy, problem } = useChange(removeAnnotation, affectedByAnnotations);
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? id;
  return (
    <Dialog title={t('listTitle')} onClose={onClose}>
      <ul className={styles.list}>
        {annotations.map((one) => (
          <li key={one.id} className={styles.entry}>
            <div>
              <p className={styles.when}>
                {format.day(one.day)} · {one.department ? nameOf(one.department.id) : tForms('company')}
              </p>
              <p className={styles.text}>{one.text}</p>
            </div>
            <div className={styles.buttons}>
              {leaving === one.id ? (
                <>
                  <Button tone="quiet" onClick={() => setLeaving(undefined)}>
                    {tForms('cancel')}
                  </Button>
                  <Button autoFocus disabled={busy} onClick={() => void send({ input: { id: one.id } })}>
                    {t('removeNow')}
                  </Button>
                </>
              ) : (
                <>
                  <Button
                    tone="quiet"
                    aria-label={tForms('changeOf', { what: one.text })}
                    onClick={() => onChange(one)}
                  >
                    {tForms('change')}
                  </Button>
                  <Button
                    tone="quiet"
                    aria-label={tForms('removeOf', { what: one.text })}
                    onClick={() => setLeaving(one.id)}
                  >
                    {tForms('remove')}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {annotations.length === 0 && <p className={styles.when}>{t('none')}</p>}
      {problem && <p role="alert">{tForms('refused', { message: problem.message })}</p>}
      <Dialog.Actions>
        <Button onClick={onClose}>{tForms('close')}</Button>
        <Button tone="accent" onClick={onAdd}>
          {t('add')}
        </Button>
      </Dialog.Actions>
    </Dialog>
  );
}
