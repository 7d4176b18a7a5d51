import type { ResultOf } from 'gql.tada';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useTranslations } from 'use-intl';
import { type Problem, problemOf } from '../../api/problem.ts';
import { usePage } from '../../app/page-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemView } from '../../parts/problem-view.tsx';
import { FixReport } from './fix-report.tsx';
import { areComplete, firstRules, fixRules } from './fix-rules.ts';
import { fixRejections } from './mutations.ts';
import type { RejectionFilter } from './rejection-list.tsx';
import { RuleFields } from './rule-fields.tsx';
import styles from './sources.module.css';

const affects = { additionalTypenames: ['Rejection', 'RejectionConnection', 'RejectionCount', 'Source'] };

export type FixAnswer = ResultOf<typeof fixRejections>['fixRejections'];

export interface FixProps {
  filter: RejectionFilter;
  /** How many are open. */
  count: number;
  example: { code: string; path: string } | undefined;
  onClose: () => void;
}

/** Corrects and replays in two steps: first what would happen, with nothing done; then the very same rules for real. */
export function Fix({ filter, count, example, onClose }: FixProps) {
  const t = useTranslations('sources');
  const { language } = usePage();
  const [{ fetching }, execute] = useMutation(fixRejections);
  const [rules, setRules] = useState(() => firstRules(example));
  const [report, setReport] = useState<FixAnswer>();
  const [problem, setProblem] = useState<Problem>();
  // Those that are corrected are open no more: the title goes on saying how many it was about.
  const [begun] = useState(count);
  const outcome = useRef<HTMLDivElement>(null);
  // The button that was pressed may be gone.
  useEffect(() => {
    if (report || problem) outcome.current?.focus();
  }, [report, problem]);
  const run = async (dryRun: boolean, after?: string) => {
    const input = { filter, rules: fixRules(rules), dryRun, ...(after !== undefined && { after }) };
    const { data, error } = await execute({ input, language }, dryRun ? {} : affects);
    setProblem(error && problemOf(error));
    setReport(error ? undefined : data?.fixRejections);
  };
  const done = report !== undefined && !report.dryRun;
  const next = report?.next ?? undefined;
  return (
    <Panel title={t('fixTitle', { count: begun })} note={done ? undefined : t('fixNote')} updating={fetching}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!fetching) void run(true);
        }}
      >
        <RuleFields
          rules={rules}
          disabled={fetching || done}
          onChange={(changed) => {
            setRules(changed);
            // What was tried were other rules.
            setReport(undefined);
          }}
        />
        <div ref={outcome} tabIndex={-1} className={styles.stack}>
          {problem && problem.kind !== 'refused' && <ProblemView problem={problem} />}
          {problem?.kind === 'refused' && (
            <Notice title={t('fixRefused')} level={3} tone="worse" urgent>
              <p>{problem.message}</p>
            </Notice>
          )}
          <div role="status">{report && <FixReport report={report} />}</div>
        </div>
        <div className={styles.actions}>
          <Button tone="quiet" onClick={onClose}>
            {t(done ? 'fixClose' : 'fixCancel')}
          </Button>
          {!done && (
            <Button type="submit" tone={report ? 'plain' : 'accent'} disabled={fetching || !areComplete(rules)}>
              {t(fetching ? 'fixTrying' : 'fixTry')}
            </Button>
          )}
          {report?.dryRun && report.accepted + report.conflicts + report.duplicates > 0 && (
            <Button tone="accent" disabled={fetching} onClick={() => void run(false)}>
              {t('fixApply', { count: report.accepted + report.conflicts + report.duplicates })}
            </Button>
          )}
          {done && next !== undefined && (
            <Button tone="accent" disabled={fetching} onClick={() => void run(false, next)}>
              {t('fixGoOn')}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
