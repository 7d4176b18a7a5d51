import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { Answered } from '../../parts/answered.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AllSources } from './all-sources.tsx';
import { machineFindings } from './machine-findings.ts';
import { Machinery } from './machinery.tsx';
import { OneSource } from './one-source.tsx';
import { usePlace } from './place.ts';
import { sourcesQuery } from './queries.ts';
import { Rejections } from './rejections.tsx';
import { Tabs } from './tabs.tsx';
import { Verdict } from './verdict.tsx';

const types = ['Source', 'RejectionCount'];

/** Is any source silent, and what was refused? For those who look after sources. */
export function Sources() {
  const t = useTranslations('sources');
  const { place } = usePlace();
  const { language } = usePage();
  const asked = useMemo(() => ({ language }), [language]);
  const answer = useAnswer(sourcesQuery, asked, { minutely: true, typenames: types });
  if (place.source !== undefined && place.view === undefined) return <OneSource id={place.source} answer={answer} />;
  const data = answer.kind === 'ready' ? answer.data : undefined;
  const open = data?.rejectionCounts.reduce((sum, count) => sum + count.open, 0) ?? 0;
  return (
    <>
      <ViewHead
        title={t('title')}
        lead={place.view ? t('refusedLead') : data ? <Verdict sources={data.sources} /> : t('lead')}
        actions={<Tabs open={open} />}
      />
      <Answered answer={answer} height={560}>
        {({ sources, rejectionCounts, health }, updating) => {
          if (place.view === 'rejections') {
            return <Rejections counts={rejectionCounts} sources={sources} updating={updating} />;
          }
          const machinery = <Machinery health={health} updating={updating} />;
          const isFirst = machineFindings(health.findings).length > 0;
          // The list stays where it is: a dialog may be open in it.
          return (
            <>
              {isFirst && machinery}
              <AllSources sources={sources} updating={updating} />
              {!isFirst && machinery}
            </>
          );
        }}
      </Answered>
    </>
  );
}
