import * as z from 'zod';
import { activityKind } from './activitypub/activity-kind.ts';
import { activityDocument } from './activitypub/document-form.ts';
import { type InboxSettings, inboxSettings } from './activitypub/inbox-settings.ts';
import { mapInbox } from './activitypub/map-inbox.ts';
import { signedTime, verifyInbox } from './activitypub/verify-inbox.ts';
import type { IgnoredKind, Kinds, SourceAdapter } from './adapter.ts';
import { kind } from './kind.ts';

const payload = z.looseObject({ activity: z.looseObject({}), signedAt: z.number().nullish() });

const mapped = (becomes: string) => kind<z.infer<typeof payload>, InboxSettings>(becomes, payload, mapInbox);
const ignored = (why: string): IgnoredKind => ({ ignored: why });

const kinds: Kinds<InboxSettings> = {
  'Create.*': mapped(
    "to the account: enquiry when private or opening at a support account, comment with inReplyTo, else mention; the account's own: reply to another, else post; not to the account: nothing",
  ),
  'Update.*': mapped('edit, of words for the account or its own'),
  'Update.actor': ignored('a profile changed'),
  'Delete.*': mapped('retraction'),
  'Delete.actor': ignored('a person left: erase them on request'),
  'Undo.*': mapped('retraction of the activity'),
  'Undo.Accept': ignored('the other side of a follow'),
  'Undo.Block': ignored('moderation'),
  'Like.*': mapped('reaction; vote of an Offer'),
  'Dislike.*': mapped('reaction'),
  'EmojiReact.*': mapped('reaction with its emoji'),
  'Announce.*': mapped('share; stage told of an Offer'),
  'Follow.*': mapped('follow'),
  'View.*': mapped('view'),
  'Read.*': mapped('view'),
  'Listen.*': mapped('view'),
  'Offer.*': mapped('idea; handover to a Group of a department'),
  'TentativeAccept.Offer': mapped('stage reviewed'),
  'Accept.Offer': mapped('stage accepted'),
  'Reject.Offer': mapped('stage declined'),
  'Move.*': mapped('handover to a Group of a department; else nothing'),
  'Add.*': mapped('contribution on an internal channel; else nothing'),
  'Accept.*': ignored('the answer to a follow or an invitation'),
  'Reject.*': ignored('the answer to a follow or an invitation'),
  'TentativeAccept.*': ignored('the answer to an invitation'),
  'TentativeReject.*': ignored('the answer to an invitation'),
  'Activity.*': ignored('says nothing of what was done'),
  'Arrive.*': ignored('a place'),
  'Block.*': ignored('moderation'),
  'Flag.*': ignored('moderation'),
  'Ignore.*': ignored('moderation'),
  'Invite.*': ignored('an appointment'),
  'Join.*': ignored('membership of a group'),
  'Leave.*': ignored('membership of a group'),
  'Question.*': ignored('a question that is not published by Create'),
  'Remove.*': ignored('housekeeping of a collection'),
  'Travel.*': ignored('a place'),
  'document.*': ignored('a thing, not what somebody did'),
};

/** The inbox of an actor, as any server of the fediverse delivers to it. */
export const activitypub: SourceAdapter<InboxSettings> = {
  id: 'activitypub',
  name: 'ActivityPub',
  description: 'The inbox of an account of the fediverse: every server delivers to it, with signatures of its actors.',
  settings: inboxSettings,
  secrets: {},
  webhook: {
    verify: verifyInbox,
    read(delivery) {
      const document = activityDocument(delivery);
      if ('code' in document) return document;
      const activity = document.value;
      return [{ kind: activityKind(activity), payload: { activity, signedAt: signedTime(delivery) } }];
    },
  },
  kinds,
};
