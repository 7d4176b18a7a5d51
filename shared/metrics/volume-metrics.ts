import type { Activity } from '../vocabulary.ts';
import { dimensions, type MetricDefinition } from './metric.ts';

const counted = (activity: Activity, id: string, en: string, de: string): MetricDefinition => ({
  id,
  name: { en, de },
  description: {
    en: `How many interactions of the kind “${activity}” there were; a sampled one counts for all it stands for.`,
    de: `Anzahl der Interaktionen der Art „${activity}“; eine Stichprobe zählt für alle, die sie vertritt.`,
  },
  unit: 'count',
  formula: `count(activity = ${activity})`,
  goodDirection: activity === 'enquiry' ? 0 : 1,
  dimensions,
  version: 1,
  measure: { family: 'volume', activities: [activity] },
});

const withoutActivity = dimensions.filter((dimension) => dimension !== 'ACTIVITY' && dimension !== 'DIRECTION');

/** The family `volume`: counts of interactions by activity and direction. */
export const volumeMetrics: readonly MetricDefinition[] = [
  {
    id: 'INTERACTIONS',
    name: { en: 'Interactions', de: 'Interaktionen' },
    description: {
      en: 'Everything that happened in a channel, except edits and retractions, which change what they name.',
      de: 'Alles, was in einem Kanal geschah, außer Änderungen und Löschungen: Diese ändern, was sie nennen.',
    },
    unit: 'count',
    formula: 'count(all activities)',
    goodDirection: 1,
    dimensions,
    version: 1,
    measure: { family: 'volume', activities: 'all' },
  },
  counted('post', 'POSTS', 'Posts', 'Beiträge'),
  counted('comment', 'COMMENTS', 'Comments', 'Kommentare'),
  counted('reaction', 'REACTIONS', 'Reactions', 'Reaktionen'),
  counted('share', 'SHARES', 'Shares', 'Geteilte Beiträge'),
  counted('mention', 'MENTIONS', 'Mentions', 'Erwähnungen'),
  counted('follow', 'FOLLOWS', 'Follows', 'Neue Abonnements'),
  counted('view', 'VIEWS', 'Views', 'Aufrufe'),
  counted('enquiry', 'ENQUIRIES', 'Enquiries', 'Anfragen'),
  counted('reply', 'REPLIES', 'Replies', 'Antworten'),
  counted('message', 'MESSAGES', 'Internal messages', 'Interne Nachrichten'),
  counted('contribution', 'CONTRIBUTIONS', 'Contributions', 'Wissensbeiträge'),
  counted('idea', 'IDEAS', 'Ideas', 'Ideen'),
  counted('vote', 'VOTES', 'Votes', 'Stimmen'),
  {
    id: 'AUDIENCE',
    name: { en: 'Audience', de: 'Publikum' },
    description: {
      en: 'How many people the posts could reach, added up over the posts that tell it.',
      de: 'Wie viele Menschen die Beiträge erreichen konnten, summiert über die Beiträge mit dieser Angabe.',
    },
    unit: 'people',
    formula: 'sum(audience of posts)',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: { family: 'volume', activities: 'audience' },
  },
  {
    id: 'ENGAGEMENTS',
    name: { en: 'Engagements', de: 'Resonanz' },
    description: {
      en: 'Comments, reactions, shares and mentions that came in.',
      de: 'Eingegangene Kommentare, Reaktionen, geteilte Beiträge und Erwähnungen.',
    },
    unit: 'count',
    formula: 'count(inbound comment, reaction, share, mention)',
    goodDirection: 1,
    dimensions,
    version: 1,
    measure: { family: 'volume', activities: ['comment', 'reaction', 'share', 'mention'], directions: ['inbound'] },
  },
  {
    id: 'ENGAGEMENT_RATE',
    name: { en: 'Engagement rate', de: 'Resonanzrate' },
    description: {
      en: 'Engagements for each person the posts could reach; n is the number of posts that tell their audience.',
      de: 'Resonanz je erreichbarer Person; n ist die Anzahl der Beiträge, die ihr Publikum nennen.',
    },
    unit: 'ratio',
    formula: 'engagements / audience',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: {
      family: 'volume',
      activities: ['comment', 'reaction', 'share', 'mention'],
      directions: ['inbound'],
      per: 'audience',
    },
  },
];
