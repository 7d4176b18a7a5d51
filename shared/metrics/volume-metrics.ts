import { type Activity, activities, activityCode } from '../vocabulary.ts';
import { dimensions, type MetricDefinition, type VolumeSum } from './metric.ts';
import { extraCodes } from './volume.ts';

/** What each activity is, for people who do not know its name. */
const meanings = {
  post: { en: 'Something was published in a channel.', de: 'In einem Kanal wurde etwas veröffentlicht.' },
  comment: { en: 'Somebody remarked on something.', de: 'Jemand hat etwas kommentiert.' },
  reaction: { en: 'A like and its kin.', de: 'Ein „Gefällt mir“ und Ähnliches.' },
  share: {
    en: 'Something was passed on: shared, retweeted, forwarded.',
    de: 'Etwas wurde weitergegeben: geteilt, retweetet, weitergeleitet.',
  },
  mention: { en: 'Somebody talked about us.', de: 'Jemand hat über uns gesprochen.' },
  follow: { en: 'Somebody subscribed to us.', de: 'Jemand hat uns abonniert.' },
  view: { en: 'Something was seen, read or listened to.', de: 'Etwas wurde gesehen, gelesen oder gehört.' },
  enquiry: {
    en: 'A customer wanted an answer, also by phone, e-mail or at the desk.',
    de: 'Ein Kunde wollte eine Antwort, auch per Telefon, E-Mail oder am Schalter.',
  },
  reply: { en: 'The company answered.', de: 'Das Unternehmen hat geantwortet.' },
  message: {
    en: 'Words between employees or in a group of them.',
    de: 'Worte zwischen Beschäftigten oder in einer ihrer Gruppen.',
  },
  contribution: {
    en: 'An internal article, page, file or bookmark.',
    de: 'Ein interner Artikel, eine Seite, Datei oder ein Lesezeichen.',
  },
  idea: { en: 'An idea for a product was submitted.', de: 'Eine Produktidee wurde eingereicht.' },
  vote: { en: 'Somebody supported an idea.', de: 'Jemand hat eine Idee unterstützt.' },
} satisfies Partial<Record<Activity, MetricDefinition['description']>>;

const counted = (activity: keyof typeof meanings, id: string, en: string, de: string): MetricDefinition => ({
  id,
  name: { en, de },
  description: {
    en: `${meanings[activity].en} Counted; a sampled one counts for all it stands for.`,
    de: `${meanings[activity].de} Gezählt; eine Stichprobe zählt für alle, die sie vertritt.`,
  },
  unit: 'count',
  formula: `count(activity = ${activity})`,
  goodDirection: activity === 'enquiry' ? 0 : 1,
  dimensions,
  version: 1,
  measure: { family: 'volume', numerator: { codes: [activityCode[activity]] } },
});

const withoutActivity = dimensions.filter((dimension) => dimension !== 'ACTIVITY' && dimension !== 'DIRECTION');
const withDirection = dimensions.filter((dimension) => dimension !== 'ACTIVITY');

const engaging: VolumeSum = {
  codes: [activityCode.comment, activityCode.reaction, activityCode.share, activityCode.mention],
  directions: ['inbound'],
};
const scored: VolumeSum = { codes: [extraCodes.positive, extraCodes.neutral, extraCodes.negative] };
const withText: VolumeSum = { codes: [extraCodes.withText] };

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
    measure: { family: 'volume', numerator: { codes: activities.map((activity) => activityCode[activity]) } },
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
    unit: 'count',
    formula: 'sum(audience of posts)',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: {
      family: 'volume',
      numerator: { codes: [extraCodes.audience] },
      n: { codes: [extraCodes.postsWithAudience] },
    },
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
    measure: { family: 'volume', numerator: engaging },
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
      numerator: engaging,
      denominator: { codes: [extraCodes.audience] },
      n: { codes: [extraCodes.postsWithAudience] },
    },
  },
  {
    id: 'DIALOGUE_RATIO',
    name: { en: 'Dialogue ratio', de: 'Dialogquote' },
    description: {
      en: 'Share of the conversations with the outside in which both sides spoke, by the day of the first word. A word that nobody answered is a conversation of its own; bots do not speak.',
      de: 'Anteil der Gespräche mit außen, in denen beide Seiten zu Wort kamen, nach dem Tag des ersten Wortes. Ein Wort ohne Antwort ist ein eigenes Gespräch; Bots zählen nicht.',
    },
    unit: 'ratio',
    formula: 'conversations with inbound and outbound human words / conversations',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: {
      family: 'volume',
      numerator: { codes: [extraCodes.dialogues] },
      denominator: { codes: [extraCodes.conversations] },
    },
  },
  {
    id: 'NET_SENTIMENT',
    name: { en: 'Net sentiment', de: 'Stimmungssaldo' },
    description: {
      en: 'Positive less negative interactions over all that were scored, from -1 to 1. Unsure ones are not scored: see coverage.',
      de: 'Positive minus negative Interaktionen, geteilt durch alle bewerteten, von -1 bis 1. Unsichere werden nicht bewertet, siehe Abdeckung.',
    },
    unit: 'ratio',
    formula: '(positive - negative) / scored',
    goodDirection: 1,
    dimensions: withDirection,
    version: 1,
    measure: {
      family: 'volume',
      numerator: { codes: [extraCodes.positive], minus: [extraCodes.negative] },
      denominator: scored,
      coverageOf: withText,
    },
  },
  {
    id: 'SENTIMENT_COVERAGE',
    name: { en: 'Sentiment coverage', de: 'Abdeckung der Stimmung' },
    description: {
      en: 'Share of the interactions with text whose sentiment was scored; the rest was abstained from.',
      de: 'Anteil der Interaktionen mit Text, deren Stimmung bewertet wurde; beim Rest hat sich das Modell enthalten.',
    },
    unit: 'ratio',
    formula: 'scored / with text',
    goodDirection: 1,
    dimensions: withDirection,
    version: 1,
    measure: { family: 'volume', numerator: scored, denominator: withText },
  },
  {
    id: 'SOCIAL_SHARE',
    name: { en: 'Social share', de: 'Anteil sozialer Kanäle' },
    description: {
      en: 'Share of what customers, the public and partners say to us (enquiries, comments, mentions, posts, ideas) that comes through social channels, over social and direct ones.',
      de: 'Anteil dessen, was Kunden, Öffentlichkeit und Partner uns sagen (Anfragen, Kommentare, Erwähnungen, Beiträge, Ideen), der über soziale Kanäle kommt, gemessen an sozialen und direkten.',
    },
    unit: 'ratio',
    formula: 'inbound words of customers on social channels / on social and direct channels',
    goodDirection: 1,
    dimensions: ['DEPARTMENT'],
    version: 1,
    measure: {
      family: 'volume',
      numerator: { codes: [extraCodes.customerWords], channelKinds: ['social'] },
      denominator: { codes: [extraCodes.customerWords], channelKinds: ['social', 'direct'] },
    },
  },
  {
    id: 'PARTNER_INTERACTIONS',
    name: { en: 'Partner interactions', de: 'Interaktionen von Partnern' },
    description: { en: 'What came in from partners.', de: 'Was von Partnern kam.' },
    unit: 'count',
    formula: 'count(inbound, actor = partner)',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: { family: 'volume', numerator: { codes: [extraCodes.partner] } },
  },
  {
    id: 'CO_CREATION',
    name: { en: 'Co-creation', de: 'Gemeinsame Entwicklung' },
    description: {
      en: 'Share of the ideas that came from customers, the public or partners.',
      de: 'Anteil der Ideen, die von Kunden, der Öffentlichkeit oder Partnern kamen.',
    },
    unit: 'ratio',
    formula: 'ideas from outside / all ideas',
    goodDirection: 1,
    dimensions: withoutActivity,
    version: 1,
    measure: {
      family: 'volume',
      numerator: { codes: [extraCodes.outsideIdeas] },
      denominator: { codes: [activityCode.idea] },
    },
  },
];
