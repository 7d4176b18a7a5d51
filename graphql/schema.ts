import { builder } from './builder.ts';
import './schema/scalars.ts';
import './schema/vocabulary.ts';
import './schema/metric.ts';
import './schema/department.ts';
import './schema/channel.ts';
import './schema/source.ts';
import './schema/report.ts';
import './schema/report-row-lists.ts';
import './schema/report-changed.ts';
import './schema/interactions.ts';
import './schema/conversation.ts';
import './schema/rejection.ts';
import './schema/rejection-counts.ts';
import './schema/department-changes.ts';
import './schema/channel-changes.ts';
import './schema/source-changes.ts';
import './schema/organisation.ts';
import './schema/settings-changes.ts';
import './schema/goal.ts';
import './schema/initiative.ts';
import './schema/annotation.ts';
import './schema/attestation.ts';
import './schema/person-merge.ts';
import './schema/audit.ts';
import './schema/social-share.ts';
import './schema/collaboration.ts';
import './schema/idea-funnel.ts';
import './schema/maturity.ts';
import './schema/node-types.ts';

builder.queryType({ description: 'What can be asked.' });
builder.mutationType({ description: 'What can be changed, each change with its entry in the audit trail.' });
builder.subscriptionType({ description: 'What is told as it changes, at the live address.' });

/** The schema of the API: each domain type is a file in `schema/`, and a line here. */
export const schema = builder.toSchema();
