import { ignoredByReason } from '../ignored-by-reason.ts';

/** Kinds that Discourse and its plugins send and that are nothing here, each with the reason. */
export const ignoredKinds = ignoredByReason({
  'told by its first post': 'topic_created topic_edited topic_revised topic_destroyed',
  'told by the small post in the topic, with person and time':
    'topic_closed_status_updated topic_autoclosed_status_updated',
  'a retraction stands': 'topic_recovered post_recovered',
  'order kept by moderators':
    'topic_archived_status_updated topic_visible_status_updated topic_pinned_status_updated topic_pinned_globally_status_updated assigned unassigned reviewable_created reviewable_updated reviewable_score_updated reviewable_transitioned_to flag_created flag_agreed flag_disagreed flag_deferred queued_post_created approved_post rejected_post category_experts_approved category_experts_unapproved',
  'no time of the vote is told': 'topic_upvote topic_unvote',
  'a request for erasure is no retraction': 'user_destroyed user_anonymized',
  'says nothing in public':
    'user_logged_in user_logged_out user_confirmed_email user_approved user_updated user_suspended user_unsuspended user_promoted notification_created user_badge_granted user_badge_revoked user_added_to_group user_removed_from_group',
  'chat among members': 'chat_message_created chat_message_edited chat_message_trashed chat_message_restored',
  'administration of the forum':
    'group_created group_updated group_destroyed category_created category_updated category_destroyed tag_created tag_updated tag_destroyed calendar_event_created calendar_event_updated calendar_event_destroyed ping',
});
