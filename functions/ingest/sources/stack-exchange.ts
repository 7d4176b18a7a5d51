import type { SourceAdapter } from './adapter.ts';
import { kind } from './kind.ts';
import {
  answer,
  answerEdit,
  answerSchema,
  closing,
  comment,
  commentSchema,
  question,
  questionEdit,
  questionSchema,
} from './stack-exchange/items.ts';
import { poll } from './stack-exchange/poll.ts';
import { type StackExchangeSettings, stackExchangeSettings } from './stack-exchange/settings.ts';

/** A site of the Stack Exchange network, or the questions of a few tags on it. */
export const stackExchange: SourceAdapter<StackExchangeSettings> = {
  id: 'stack-exchange',
  name: 'Stack Exchange',
  description: 'Questions, answers and comments of a site of the network, or those under a few tags.',
  settings: stackExchangeSettings,
  secrets: { key: 'The key of a registered application, for 10,000 requests a day instead of 300.' },
  optionalSecrets: ['key'],
  scheduled: { every: 'PT30M', run: poll },
  kinds: {
    question: kind('enquiry; idea by its tags; post by the team', questionSchema, question),
    'question.edited': kind('edit', questionSchema.required({ last_edit_date: true }), questionEdit),
    'question.closed': kind('resolution: closed', questionSchema.required({ closed_date: true }), closing),
    answer: kind('reply by the team, or by everyone as the settings say; else comment', answerSchema, answer),
    'answer.edited': kind('edit', answerSchema.required({ last_edit_date: true }), answerEdit),
    comment: kind('comment', commentSchema, comment),
  },
};
