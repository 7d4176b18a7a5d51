// The rules share one worker and one synthesis: loading the CDK takes longer than all of them together.
import './rules/alert-mail.ts';
import './rules/flow.ts';
import './rules/functions.ts';
import './rules/least-privilege.ts';
import './rules/nag.ts';
import './rules/runbook.ts';
import './rules/site.ts';
import './rules/stateful-losses.ts';
import './rules/stateful-stack.ts';
import './rules/tags.ts';
import './rules/templates.ts';
