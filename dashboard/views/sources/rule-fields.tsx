import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../../parts/button.tsx';
import { ChoiceField, Field } from '../../parts/field.tsx';
import { mostRules, type RuleEntry } from './fix-rules.ts';
import lists from './rejections.module.css';
import styles from './sources.module.css';

export interface RuleFieldsProps {
  rules: readonly RuleEntry[];
  disabled: boolean;
  onChange: (rules: RuleEntry[]) => void;
}

/** The rules by which payloads are corrected, in their order. */
export function RuleFields({ rules, disabled, onChange }: RuleFieldsProps) {
  const t = useTranslations('sources');
  const change = (key: number, part: Partial<RuleEntry>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)));
  const kinds = (['set', 'rename', 'drop'] as const).map((id) => ({ id, name: t(`rule-${id}`) }));
  return (
    <fieldset className={lists.rules} disabled={disabled}>
      <legend className="unseen">{t('rules')}</legend>
      {rules.length === 0 && <p className={styles.soft}>{t('noRules')}</p>}
      {rules.map(({ key, kind, path, value, to }, index) => (
        <div key={key} className={lists.rule}>
          <ChoiceField
            label={t('rule', { number: index + 1 })}
            value={kind}
            onChange={(chosen) => change(key, { kind: chosen })}
            options={kinds}
          />
          <Field label={t('rulePath')} value={path} required onChange={(entered) => change(key, { path: entered })} />
          {kind === 'set' && (
            <Field
              label={t('ruleValue')}
              hint={t('ruleValueHint')}
              value={value}
              required
              autoComplete="off"
              onChange={(entered) => change(key, { value: entered })}
            />
          )}
          {kind === 'rename' && (
            <Field label={t('ruleTo')} value={to} required onChange={(entered) => change(key, { to: entered })} />
          )}
          <Button
            tone="quiet"
            aria-label={t('ruleRemove', { number: index + 1 })}
            onClick={() => onChange(rules.filter((rule) => rule.key !== key))}
          >
            <X size={16} aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          disabled={rules.length >= mostRules}
          onClick={() => {
            const key = Math.max(-1, ...rules.map((rule) => rule.key)) + 1;
            onChange([...rules, { key, kind: rules.length > 0 ? 'drop' : 'set', path: '', value: '', to: '' }]);
          }}
        >
          {t('ruleAdd')}
        </Button>
      </div>
    </fieldset>
  );
}
