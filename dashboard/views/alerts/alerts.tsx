import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { useMay, usePage } from '../../app/page-context.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AlertGroups } from './alert-groups.tsx';
import styles from './alerts.module.css';
import { alertsQuery } from './queries.ts';
import type { RuleEntries } from './rule-entries.ts';
import { newRule } from './rule-entries.ts';
import { RuleForm } from './rule-form.tsx';
import { Rules } from './rules.tsx';
import { Summary } from './summary.tsx';

const types = ['Alert', 'AlertRule'];

/** What asks for somebody, and the rules by which that is known. */
export function Alerts() {
  const t = useTranslations('alerts');
  const { language } = usePage();
  const may = useMay('ALERTS');
  const answer = useAnswer(
    alertsQuery,
    useMemo(() => ({ language }), [language]),
    { minutely: true, typenames: types },
  );
  const [begun, setBegun] = useState<RuleEntries>();
  const data = answer.kind === 'ready' ? answer.data : undefined;
  return (
    <>
      <ViewHead
        title={t('title')}
        lead={data ? <Summary alerts={data.alerts} rules={data.alertRules.length} /> : t('lead')}
        actions={
          may &&
          data && (
            <div className="unprinted">
              <Button tone="accent" onClick={() => setBegun(newRule)}>
                {t('addRule')}
              </Button>
            </div>
          )
        }
      />
      <Answered answer={answer} height={420}>
        {({ alerts, alertRules, metrics }, updating) => (
          <div className={styles.stack}>
            <AlertGroups alerts={alerts} rules={alertRules} updating={updating} />
            <Rules rules={alertRules} metrics={metrics} onBegin={may ? setBegun : undefined} />
            {begun && <RuleForm begun={begun} metrics={metrics} onClose={() => setBegun(undefined)} />}
          </div>
        )}
      </Answered>
    </>
  );
}
