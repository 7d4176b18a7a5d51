import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AlertStrip } from './alert-strip.tsx';
import { Answering } from './answering.tsx';
import { Changes } from './changes.tsx';
import { Figures } from './figures.tsx';
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
  const { departments } = usePage().shell.organisation;
  const { numbers, story } = useOverviewInput();
  useLiveReport(useMemo(() => ({ metrics: ['INTERACTIONS'], range: liveDays(days), timeZone: zone }), [days, zone]));
  const figures = useAnswer(numbersQuery, numbers);
  const told = useAnswer(storyQuery, story);
  const compared = figures.kind === 'ready' ? figures.data.figures.comparedRange : null;
  // The picture beside the ladder is as high as the ladder.
  const pictureHeight = Math.min(440, Math.max(250, departments.length * 63 - 72));
  const written = format.days(days.from, days.to);
  return (
    <>
      <ViewHead
        title={t('title')}
        lead={
          compared
            ? t('leadCompared', { days: written, compared: format.days(compared.from, compared.to) })
            : t('lead', { days: written })
        }
        filters={['period', 'compare', 'zone']}
      />
      <Answered answer={figures} height={186}>
        {(data, updating) => (
          <>
            <AlertStrip alerts={data.alerts} />
            <Figures data={data} updating={updating} />
          </>
        )}
      </Answered>
      <Grid>
        <Waiting
          answer={told}
          panels={[
            { title: t('changes'), span: 6, height: 200 },
            { title: t('lessons'), span: 6, height: 200 },
            { title: t('share'), span: 6, height: pictureHeight + 72 },
            { title: t('maturity'), span: 6, height: departments.length * 63 },
          ]}
        >
          {(data, updating) => (
            <>
              <Changes changes={data.notableChanges} updating={updating} />
              <Lessons lessons={data.lessons} updating={updating} />
              <SocialShare
                trajectory={data.socialShare}
                annotations={data.annotations}
                updating={updating}
                height={pictureHeight}
              />
              <Ladder assessments={data.maturity} updating={updating} />
            </>
          )}
        </Waiting>
        <Waiting answer={figures} panels={[{ title: t('answering'), height: 70 + departments.length * 50 }]}>
          {(data, updating) => <Answering data={data} updating={updating} />}
        </Waiting>
      </Grid>
    </>
  );
}
