import type { IgnoredKind } from '../adapter.ts';

/** What an account is told of that is no interaction. */
export const ignoredKinds: Record<string, IgnoredKind> = {
  story_insights: { ignored: 'sums of a story, no interactions' },
  messaging_handover: { ignored: 'which app answers' },
  'user.*': { ignored: 'about a person who uses the app' },
  'permissions.*': { ignored: 'what a person allows the app' },
};
