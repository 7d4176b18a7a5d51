/** The words of the domain. Codes are what cells use in attribute names: two letters, never reused. */

export const activities = [
  'post',
  'comment',
  'reaction',
  'share',
  'mention',
  'follow',
  'view',
  'enquiry',
  'reply',
  'message',
  'contribution',
  'handover',
  'resolution',
  'idea',
  'vote',
  'stage',
] as const;
export type Activity = (typeof activities)[number];

/** Amendments change an earlier interaction; they are never counted themselves. */
export const amendments = ['edit', 'retraction'] as const;
export type Amendment = (typeof amendments)[number];

export const activityCode: Record<Activity, string> = {
  post: 'po',
  comment: 'co',
  reaction: 're',
  share: 'sh',
  mention: 'me',
  follow: 'fo',
  view: 'vi',
  enquiry: 'en',
  reply: 'rp',
  message: 'ms',
  contribution: 'cn',
  handover: 'ho',
  resolution: 'rs',
  idea: 'id',
  vote: 'vo',
  stage: 'st',
};

export const directions = ['inbound', 'outbound', 'internal'] as const;
export type Direction = (typeof directions)[number];
export const directionCode: Record<Direction, string> = { inbound: 'i', outbound: 'o', internal: 'n' };

export const actorKinds = ['customer', 'public', 'partner', 'employee', 'brand', 'bot'] as const;
export type ActorKind = (typeof actorKinds)[number];

export const channelKinds = ['social', 'direct', 'internal'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export const ideaStages = ['reviewed', 'accepted', 'declined', 'started', 'shipped', 'told'] as const;
export type IdeaStage = (typeof ideaStages)[number];
export const isIdeaStage = (stage: string | undefined): stage is IdeaStage =>
  (ideaStages as readonly (string | undefined)[]).includes(stage);

/** What a `resolution` did to its conversation. */
export const resolutionStages = ['closed', 'reopened'] as const;

/**
 * The direction of an interaction that does not say: internal words stay inside, what our own people and accounts do
 * goes out, everything else comes to us.
 */
export function defaultDirection(activity: Activity, actor: ActorKind): Direction {
  if (activity === 'message' || activity === 'contribution' || activity === 'handover') return 'internal';
  return actor === 'employee' || actor === 'brand' || actor === 'bot' ? 'outbound' : 'inbound';
}
