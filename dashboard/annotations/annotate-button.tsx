import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../app/page-context.tsx';
import type { Annotation } from '../charts/annotation-mark.ts';
import styles from '../charts/chart.module.css';
import { AnnotationForm } from './annotation-form.tsx';
import { AnnotationList } from './annotation-list.tsx';

export interface AnnotateButtonProps {
  /** Those that the time axis shows. */
  annotations: readonly Annotation[];
}

type Step = { kind: 'closed' } | { kind: 'list' } | { kind: 'form'; changed?: Annotation };

/** For a chart's `extra`: notes what happened on a day, for those who may; where notes are, they are listed first. */
export function AnnotateButton({ annotations }: AnnotateButtonProps) {
  const t = useTranslations('annotations');
  const [step, setStep] = useState<Step>({ kind: 'closed' });
  const close = () => setStep({ kind: 'closed' });
  if (!useMay('PLANS')) return null;
  return (
    <>
      <button
        type="button"
        className={styles.menu}
        aria-label={t('open')}
        title={t('open')}
        aria-haspopup="dialog"
        onClick={() => setStep(annotations.length > 0 ? { kind: 'list' } : { kind: 'form' })}
      >
        <NotebookPen size={17} aria-hidden />
      </button>
      {step.kind === 'list' && (
        <AnnotationList
          annotations={annotations}
          onAdd={() => setStep({ kind: 'form' })}
          onChange={(changed) => setStep({ kind: 'form', changed })}
          onClose={close}
        />
      )}
      {step.kind === 'form' && <AnnotationForm changed={step.changed} onClose={close} />}
    </>
  );
}
