import { ignoredByReason } from '../ignored-by-reason.ts';

/** Kinds that Zendesk documents and that are nothing here, each with the reason. */
export const ignoredKinds = ignoredByReason({
  'an attribute of the ticket':
    'ticket.attachment_linked_to_comment ticket.attachment_redacted_from_comment ticket.brand_changed ticket.custom_field_changed ticket.email_ccs_changed ticket.external_id_changed ticket.followers_changed ticket.form_changed ticket.organization_changed ticket.priority_changed ticket.problem_link_changed ticket.requester_changed ticket.submitter_changed ticket.tags_changed ticket.task_due_at_changed ticket.type_changed',
  'told by ticket.status_changed': 'ticket.custom_status_changed ticket.merged',
  'a clock of Zendesk; Polylog keeps its own':
    'ticket.next_sla_breach_changed ticket.ola_policy_changed ticket.schedule_changed ticket.sla_policy_changed',
  'a mark, no words': 'ticket.csat_requested ticket.csat_received',
  'what was said was said': 'ticket.comment_made_private ticket.comment_redacted',
  'a retraction stands': 'ticket.undeleted',
  'administration of the account': 'user.* organization.* agent.* omnichannel_config.* messaging_live_metrics.*',
  'the help centre, no conversation of a ticket': 'article.* community_post.*',
});
