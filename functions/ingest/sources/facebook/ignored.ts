import type { IgnoredKind } from '../adapter.ts';

const ignored = (why: string, kinds: readonly string[]): Record<string, IgnoredKind> =>
  Object.fromEntries(kinds.map((kind) => [kind, { ignored: why }]));

const hidden = ['status', 'post', 'photo', 'video', 'share', 'comment'].flatMap((item) => [
  `feed.${item}.hide`,
  `feed.${item}.unhide`,
]);

const profile =
  'about affiliation attire awards bio birthday category checkins company_overview culinary_team current_location ' +
  'description email founded general_info general_manager hometown hours impressum influences location members mission ' +
  'name page_about_story page_change_proposal page_upcoming_change parking payment_options personal_info ' +
  'personal_interests phone picture price_range products public_transit website';

/** What a page is told of that is no interaction. */
export const ignoredKinds: Record<string, IgnoredKind> = {
  ...ignored('moderation: what was said was said', hidden),
  ...ignored('a claim to the rights of a video', [
    'feed.video.block',
    'feed.video.unblock',
    'feed.video.mute',
    'feed.video.unmute',
  ]),
  ...ignored('its photos come as posts', ['feed.album.add', 'feed.album.edited']),
  ...ignored('an ad’s form: who filled it must be asked for', ['leadgen']),
  ...ignored('the page’s own profile', profile.split(' ')),
  ...ignored('about a person who uses the app', ['user.*']),
  ...ignored('what a person allows the app', ['permissions.*']),
};
