import { ignoredByReason } from '../ignored-by-reason.ts';

/** Kinds that Slack documents or sends and that are no word of anybody, each with the reason. */
export const ignoredKinds = ignoredByReason({
  'comes as a message, too': 'app_mention link_shared',
  'told with its message':
    'file_shared file_created file_public file_unshared message.file_comment message.file_mention',
  'says nothing of what changed': 'file_change file_comment_added file_comment_edited file_comment_deleted',
  'the reply comes itself': 'message.message_replied message.reply_broadcast',
  'membership, no word':
    'member_joined_channel member_left_channel message.channel_join message.channel_leave message.group_join message.group_leave team_join channel_left group_left invite_requested message.bot_add message.bot_remove message.joiner_notification message.joiner_notification_for_inviter message.app_conversation_join message.app_conversation_leave',
  'housekeeping of channels':
    'channel_archive channel_unarchive channel_created channel_deleted channel_rename channel_id_changed channel_history_changed channel_shared channel_unshared group_archive group_unarchive group_rename group_deleted group_open group_close group_history_changed im_created im_open im_close im_history_changed shared_channel_invite_accepted shared_channel_invite_approved shared_channel_invite_declined shared_channel_invite_received shared_channel_invite_requested message.channel_archive message.channel_unarchive message.channel_name message.channel_topic message.channel_purpose message.channel_convert_to_private message.channel_convert_to_public message.channel_posting_permissions message.channel_canvas_updated message.tabbed_canvas_updated message.group_archive message.group_unarchive message.group_name message.group_topic message.group_purpose',
  'a mark of Slack, no word of a person':
    'message.ekm_access_denied message.tombstone message.pinned_item message.unpinned_item message.reminder_add message.slackbot_response message.assistant_app_thread message.huddle_thread message.sh_room_created message.sh_room_shared message.document_mention message.bot_enable message.bot_disable message_metadata_posted message_metadata_updated message_metadata_deleted pin_added pin_removed star_added star_removed emoji_changed',
  'calls are not written': 'call_rejected user_huddle_changed',
  'work of apps':
    'app_deleted app_home_opened app_installed app_rate_limited app_requested app_uninstalled app_uninstalled_team app_context_changed assistant_thread_context_changed assistant_thread_started entity_details_requested function_executed tokens_revoked scope_granted scope_denied resources_added resources_removed workflow_deleted workflow_published workflow_step_deleted workflow_step_execute workflow_unpublished url_verification',
  'administration of the workspace':
    'dnd_updated dnd_updated_user email_domain_changed grid_migration_started grid_migration_finished subteam_created subteam_members_changed subteam_self_added subteam_self_removed subteam_updated team_access_granted team_access_revoked team_domain_change team_rename user_change user_connection user_profile_changed user_resource_denied user_resource_granted user_resource_removed user_status_changed goodbye',
});
