import {
  type Activity as ActivityWord,
  activities,
  type ChannelKind as ChannelKindWord,
  channelKinds,
  type Direction as DirectionWord,
  directions,
} from '../../shared/vocabulary.ts';
import { builder } from '../builder.ts';
import { valuesInCapitals } from './values-in-capitals.ts';

const activityMeanings: Record<ActivityWord, string> = {
  post: 'Something published in a channel.',
  comment: 'A remark under something.',
  reaction: 'A like and its kin.',
  share: 'A repost, retweet or forward.',
  mention: 'Someone talks about us.',
  follow: 'A follow, subscription or page like.',
  view: 'Seen, read or listened to; may be sampled.',
  enquiry: 'A customer wants an answer, also by phone, e-mail or at the desk.',
  reply: 'An answer by the company.',
  message: 'An internal word between employees or in a group.',
  contribution: 'An internal article, wiki page, file or bookmark.',
  handover: 'A conversation moves to another department.',
  resolution: 'A conversation is closed or reopened.',
  idea: 'An idea is submitted.',
  vote: 'A vote for an idea.',
  stage: 'An idea reaches a stage.',
};
const directionMeanings: Record<DirectionWord, string> = {
  inbound: 'To us.',
  outbound: 'From us.',
  internal: 'Between our own people.',
};
const channelKindMeanings: Record<ChannelKindWord, string> = {
  social: 'Public networks, blogs and forums.',
  direct: 'Phone, e-mail, store, form, letter.',
  internal: 'Chat, wiki and meetings inside the company.',
};

export const Activity = builder.enumType('Activity', {
  description: 'What somebody did.',
  values: valuesInCapitals(activities, activityMeanings),
});
export const Direction = builder.enumType('Direction', {
  description: 'Which way an interaction went.',
  values: valuesInCapitals(directions, directionMeanings),
});
export const ChannelKind = builder.enumType('ChannelKind', {
  description: 'What sort of channel it is.',
  values: valuesInCapitals(channelKinds, channelKindMeanings),
});
