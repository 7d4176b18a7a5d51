import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered, PartialNotice } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ProblemView } from '../../parts/problem-view.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AlertStrip } from './alert-strip.tsx';
import { Answering } from './answering.tsx';
import { Changes } from './changes.tsx';
import { Figures, FiguresWaiting } from './figures.tsx';
import { Ladder } from './ladder.tsx';
import { Lessons } from './lessons.tsx';
import { numbersQuery, storyQuery } from './queries.ts';
import { SocialShare } from './social-share.tsx';
import { useOverviewInput } from './use-overview-input.ts';
import { Waiting } from './waiting.tsx';

/** What executives open every morning: the company's figures, what changed, where it goes, and who can learn from whom. */
export function Overview() {
  const t = useTranslations('overview');
  const { format, days, zone } = useView();
  const { shell } = usePage();
  const { numbers, story } = useOverviewInput();
  useLiveReport(useMemo(() => ({ metrics: ['INTERACTIONS'], range: liveDays(days), timeZone: zone }), [days, zone]));
  const figures = useAnswer(numbersQuery, numbers);
  const told = useAnswer(storyQuery, story);
  const failed = [figures, told].filter((answer) => answer.kind === 'failed');
  const nothing = figures.kind === 'ready' && figures.data.figures.totals.every(({ value }) => !value);
  const count = shell.organisation.departments.length;
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead', { days: format.days(days.from, days.to) })} />
      {failed[0] && (
        <ProblemView
          problem={failed[0].problem}
          retry={() => {
            for (const { retry } of failed) retry();
          }}
        />
      )}
      {figures.kind === 'loading' ? (
        <>
          <AlertStrip alerts={shell.alerts} />
          <FiguresWaiting />
        </>
      ) : (
        figures.kind === 'ready' && (
          <Answered answer={figures}>
            {(data, updating) => (
              <>
                <AlertStrip alerts={data.alerts} />
                <Figures data={data} updating={updating} />
              </>
            )}
          </Answered>
        )
      )}
      {told.kind === 'ready' && told.problem && <PartialNotice problem={told.problem} />}
      <Grid>
        <Waiting
          answer={told}
          height={512}
          panels={[
            { title: t('changes'), span: 5 },
            { title: t('share'), span: 7 },
          ]}
        >
          {(data, updating) => (
            <>
              <Changes changes={data.notableChanges} nothing={nothing} updating={updating} />
              <SocialShare trajectory={data.socialShare} annotations={data.annotations} updating={updating} />
            </>
          )}
        </Waiting>
        <Waiting
          answer={told}
          height={104 + count * 65}
          panels={[
            { title: t('maturity'), span: 7 },
            { title: t('lessons'), span: 5 },
          ]}
        >
          {(data, updating) => (
            <>
              <Ladder assessments={data.maturity} updating={updating} />
              <Lessons lessons={data.lessons} updating={updating} />
            </>
          )}
        </Waiting>
        <Waiting answer={figures} height={160 + count * 50} panels={[{ title: t('answering') }]}>
          {(data, updating) => <Answering data={data} updating={updating} />}
        </Waiting>
      </Grid>
    </>
  );
}
