import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Removal } from '../../parts/removal.tsx';
import styles from './alerts.module.css';
import { removeAlertRule } from './mutations.ts';
import { newRule, type RuleEntries, ruleEntries } from './rule-entries.ts';
import { RuleForm } from './rule-form.tsx';
import { useRuleWords } from './rule-words.ts';
import type { ToldDimensions, ToldRule } from './told-alert.ts';

export interface RulesProps {
  rules: readonly ToldRule[];
  metrics: ToldDimensions;
  /** Begins a new rule; absent for those who may not. */
  onBegin: ((entries: RuleEntries) => void) | undefined;
}

/** The rules in words, to be changed and removed by those who may. */
export function Rules({ rules, metrics, onBegin }: RulesProps) {
  const t = useTranslations('alerts');
  if (rules.length === 0) {
    return (
      <Panel title={t('rules')} note={t('rulesNone')}>
        {onBegin ? <Suggestions onBegin={onBegin} /> : <p className={styles.soft}>{t('rulesAsk')}</p>}
      </Panel>
    );
  }
  return (
    <Panel title={t('rules')} note={t('rulesNote')}>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} metrics={metrics} may={onBegin !== undefined} />
        ))}
      </ul>
      <p className={styles.soft}>{t.rich('delivered', { file: (words) => <code>{words}</code> })}</p>
    </Panel>
  );
}

function Rule({ rule, metrics, may }: { rule: ToldRule; metrics: ToldDimensions; may: boolean }) {
  const t = useTranslations('alerts');
  const tForms = useTranslations('forms');
  const { shell } = usePage();
  const { locale } = useFormat();
  const words = useRuleWords();
  const removal = useChange(removeAlertRule, ['Alert', 'AlertRule']);
  const [open, setOpen] = useState<'change' | 'remove'>();
  const close = () => setOpen(undefined);
  const metric = shell.metrics.find(({ id }) => id === rule.metric?.id);
  return (
    <li className={styles.rule}>
      <div className={styles.words}>
        <h3>{rule.name}</h3>
        <p>{words(rule)}</p>
        <p className={styles.soft}>
          {[
            !rule.enabled && t('disabled'),
            rule.pendingMinutes > 0 && t('pending', { minutes: rule.pendingMinutes }),
            rule.owner && t('ownedBy', { owner: rule.owner }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {may && (
        <div className={`${styles.actions} unprinted`}>
          <Button aria-label={tForms('changeOf', { what: rule.name })} onClick={() => setOpen('change')}>
            {tForms('change')}
          </Button>
          <Button tone="quiet" aria-label={tForms('removeOf', { what: rule.name })} onClick={() => setOpen('remove')}>
            {tForms('remove')}
          </Button>
        </div>
      )}
      {open === 'change' && (
        <RuleForm begun={ruleEntries(rule, metric, locale)} before={rule} metrics={metrics} onClose={close} />
      )}
      {open === 'remove' && <Removal what={rule.name} change={removal} variables={{ id: rule.id }} onClose={close} />}
    </li>
  );
}

/** Two rules that most companies want, to begin with. */
function Suggestions({ onBegin }: { onBegin: (entries: RuleEntries) => void }) {
  const t = useTranslations('alerts');
  return (
    <div className={styles.begin}>
      <Button
        onClick={() =>
          onBegin({ ...newRule, kind: 'MISSING_DATA', nameEn: 'A source is silent', nameDe: 'Eine Quelle schweigt' })
        }
      >
        {t('suggest-silent')}
      </Button>
      <Button
        onClick={() =>
          onBegin({
            ...newRule,
            nameEn: 'Enquiries are not answered',
            nameDe: 'Anfragen bleiben ohne Antwort',
            threshold: '80',
            minimumN: '20',
          })
        }
      >
        {t('suggest-rate')}
      </Button>
    </div>
  );
}
