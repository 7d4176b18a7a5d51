import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { useMetric, usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { readEntered, writeEntered } from '../../i18n/entered-value.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { AreaField } from '../../parts/field.tsx';
import type { GoalsData } from './goal.ts';
import { removeBenchmark, setBenchmark } from './mutations.ts';
import { WayFields } from './way-fields.tsx';

export interface BenchmarkFormProps {
  trajectory: GoalsData['socialShare'];
  /** Whose; null: the company's. */
  department: string | null;
  onClose: () => void;
}

const affected = ['SocialShareTrajectory', 'SocialShareBenchmark', 'Organisation'];

/** Sets where the social share comes from and where it is to be, and who says so. */
export function BenchmarkForm({ trajectory, department, onClose }: BenchmarkFormProps) {
  const t = useTranslations('goals');
  const tForms = useTranslations('forms');
  const metric = useMetric('SOCIAL_SHARE');
  const { format } = useView();
  const { departments } = usePage().shell.organisation;
  const [entered, setEntered] = useState({
    baseline: writeEntered(metric, trajectory.baseline, format.locale),
    baselineDate: trajectory.baselineDate,
    target: writeEntered(metric, trajectory.target, format.locale),
    targetDate: trajectory.targetDate,
    citation: trajectory.citation,
  });
  const [tried, setTried] = useState(false);
  const setting = useChange(setBenchmark, affected);
  const removing = useChange(removeBenchmark, affected);
  const problem = setting.problem ?? removing.problem;
  const refusal = useRefusal(problem);
  const { baselineDate, targetDate, citation } = entered;
  const baseline = readEntered(metric, entered.baseline, format.locale);
  const target = readEntered(metric, entered.target, format.locale);
  const wrong: Record<string, string | undefined> = {
    baseline: baseline === undefined ? t('allowed-percent') : undefined,
    target: target === undefined ? t('allowed-percent') : undefined,
    baselineDate: baselineDate === '' ? tForms('missing') : undefined,
    targetDate:
      targetDate === ''
        ? tForms('missing')
        : targetDate <= baselineDate
          ? tForms('after', { day: format.day(baselineDate) })
          : undefined,
    citation:
      citation.trim() === ''
        ? tForms('missing')
        : citation.length > 2_000
          ? tForms('tooLong', { most: 2_000 })
          : undefined,
  };
  const about = (field: string) => (tried ? wrong[field] : undefined) ?? refusal(field);
  const set = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value });
  const field = (name: keyof typeof entered) => ({ value: entered[name], onChange: set(name), problem: about(name) });
  const submit = async () => {
    setTried(true);
    if (baseline === undefined || target === undefined || Object.values(wrong).some(Boolean)) return;
    const input = { department, baseline, baselineDate, target, targetDate, citation };
    if (await setting.send({ input })) onClose();
  };
  const remove = async () => {
    if (department && (await removing.send({ input: { department } }))) onClose();
  };
  const name = departments.find(({ id }) => id === department)?.name;
  return (
    <ChangeForm
      title={name ? t('benchmarkOf', { name }) : t('benchmark')}
      busy={setting.busy || removing.busy}
      problem={problem}
      fields={Object.keys(wrong)}
      onSubmit={() => void submit()}
      onClose={onClose}
      extra={
        department !== null &&
        trajectory.ownBenchmark && (
          <Button tone="quiet" onClick={() => void remove()}>
            {t('useCompanys')}
          </Button>
        )
      }
    >
      <WayFields
        baseline={field('baseline')}
        target={field('target')}
        from={field('baselineDate')}
        due={field('targetDate')}
        hint={t('allowed-percent')}
      />
      <AreaField
        label={t('citation')}
        hint={t('citationHint')}
        rows={2}
        value={citation}
        onChange={set('citation')}
        problem={about('citation')}
      />
    </ChangeForm>
  );
}
