import { ignoredByReason } from '../ignored-by-reason.ts';

/** Kinds that GitHub documents and that say nothing of conversations, each with the reason. */
export const ignoredKinds = ignoredByReason({
  'no word of the community, but work on code':
    'branch_protection_configuration.* branch_protection_rule.* check_run.* check_suite.* code_scanning_alert.* create delete dependabot_alert.* deploy_key.* deployment.* deployment_protection_rule.* deployment_review.* deployment_status.* dismissal_request_code_scanning.* dismissal_request_dependabot.* dismissal_request_secret_scanning.* exemption_request_push_ruleset.* exemption_request_secret_scanning.* bypass_request_push_ruleset.* bypass_request_secret_scanning.* merge_group.* package.* page_build push registry_package.* repository_dispatch.* repository_ruleset.* repository_vulnerability_alert.* secret_scanning_alert.* secret_scanning_alert_location.* secret_scanning_scan.* security_advisory.* repository_advisory.* security_and_analysis status workflow_dispatch workflow_job.* workflow_run.*',
  'administration of the repository or organisation':
    'custom_property.* custom_property_values.* github_app_authorization.* installation.* installation_repositories.* installation_target.* label.* marketplace_purchase.* member.* membership.* meta.* milestone.* org_block.* organization.* personal_access_token_request.* ping public repository.* repository_import team.* team_add',
  'planning of the team':
    'project.* project_card.* project_column.* projects_v2.* projects_v2_item.* projects_v2_status_update.* sub_issues.* issue_dependencies.*',
  'order kept by moderators':
    'issues.assigned issues.unassigned issues.locked issues.unlocked issues.milestoned issues.demilestoned issues.pinned issues.unpinned issues.typed issues.untyped issues.field_added issues.field_removed issues.unlabeled issue_comment.pinned issue_comment.unpinned discussion.locked discussion.unlocked discussion.pinned discussion.unpinned discussion.unlabeled',
  'what it was when it was opened, it stays': 'discussion.category_changed',
  'a step of the pull request, without words':
    'pull_request.assigned pull_request.auto_merge_disabled pull_request.auto_merge_enabled pull_request.closed pull_request.converted_to_draft pull_request.demilestoned pull_request.dequeued pull_request.enqueued pull_request.labeled pull_request.locked pull_request.merged pull_request.milestoned pull_request.ready_for_review pull_request.reopened pull_request.review_request_removed pull_request.review_requested pull_request.synchronize pull_request.unassigned pull_request.unlabeled pull_request.unlocked pull_request_review.dismissed pull_request_review_thread.*',
  'told by release.published': 'release.created release.prereleased release.released',
  'the same as star.created, without its time': 'watch.started',
  'no time of the change is told': 'gollum',
  'money, no conversation': 'sponsorship.*',
});
