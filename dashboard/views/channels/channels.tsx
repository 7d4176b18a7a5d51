import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView, type View } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered } from '../../parts/answered.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { channelMetrics } from './channel-metrics.ts';
import { ChannelsPanel } from './channels-panel.tsx';
import { MixPanel } from './mix-panel.tsx';
import { channelsQuery } from './queries.ts';
import { SharePanel } from './share-panel.tsx';

/** Where conversation happens: by channel and kind of channel, and how the mix moves. */
export function Channels() {
  const t = useTranslations('channels');
  const { language } = usePage();
  const view = useView();
  const variables = useMemo(() => ({ ...requests(view), language }), [view, language]);
  useLiveReport(useMemo(() => liveRequest(view), [view]));
  const answer = useAnswer(channelsQuery, variables);
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead')} />
      <Answered answer={answer} height={900}>
        {({ byKind, byChannel, share, mix }, updating) => (
          <Grid>
            <SharePanel told={share.totals[0]} compared={byKind.comparedRange} updating={updating} />
            <MixPanel rows={mix.rows} updating={updating} />
            <ChannelsPanel
              byKind={byKind.rows}
              byChannel={byChannel.rows}
              compared={byKind.comparedRange}
              updating={updating}
            />
          </Grid>
        )}
      </Answered>
    </>
  );
}

/** A filter of channels that the address brings along is left out: all of them are compared here. */
function requests({ filters, input, granularity }: View) {
  const { filter: _channels, ...span } = input;
  const whole = { ...span, ...(filters.department.length > 0 && { filter: { departments: filters.department } }) };
  return {
    byKind: { ...whole, metrics: [...channelMetrics], by: ['CHANNEL_KIND' as const] },
    byChannel: { ...whole, metrics: [...channelMetrics], by: ['CHANNEL' as const] },
    share: { ...whole, metrics: ['SOCIAL_SHARE' as const] },
    mix: { ...whole, compareTo: null, metrics: ['INTERACTIONS' as const], by: ['CHANNEL_KIND' as const], granularity },
  };
}

const liveRequest = ({ days, filters, zone }: View) => ({
  metrics: ['INTERACTIONS'],
  range: liveDays(days),
  timeZone: zone,
  ...(filters.department.length > 0 && { filter: { departments: filters.department } }),
});
