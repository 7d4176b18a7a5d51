import { builder } from './builder.ts';
import './schema/scalars.ts';
import './schema/vocabulary.ts';
import './schema/metric.ts';
import './schema/department.ts';
import './schema/channel.ts';
import './schema/source.ts';
import './schema/report.ts';
import './schema/report-changed.ts';
import './schema/interactions.ts';
import './schema/conversation.ts';
import './schema/rejection.ts';
import './schema/node.ts';

builder.queryType({ description: 'What can be asked.' });
builder.subscriptionType({ description: 'What is told as it changes, at the live address.' });

/** The schema of the API: each domain type is a file in `schema/`, and a line here. */
export const schema = builder.toSchema();
