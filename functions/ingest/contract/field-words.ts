import type { CloudEvent, Interaction, InteractionData } from '../../../shared/interaction.ts';
import type { Refused } from './answers.ts';

/*
 * What the fields mean, for the documents that outsiders read. The types see to it that a field which is added to the wire
 * contract gets its words.
 */
type Words<Fields> = Readonly<Record<Extract<keyof Required<Fields>, string>, string>>;
/** Without the index signature of a loose object. */
type Named<Fields> = { [Field in keyof Fields as string extends Field ? never : Field]: Fields[Field] };

export const cloudEventWords: Words<Named<CloudEvent>> = {
  specversion: 'The version of CloudEvents.',
  id: 'Id of the interaction in its source. The same source and id are the same interaction: it counts once.',
  source: 'URI of the feed. A key may send for its own source only.',
  type: 'What happened: `polylog.<activity>.v1`.',
  time: 'When it happened: RFC 3339 with offset, at most ten minutes ahead, from 1972 on.',
  subject: 'Not read and not kept.',
  data: 'The interaction.',
};

export const actorWords: Words<InteractionData['actor']> = {
  id: 'The id of the person at the provider, the same in every source that means the same person. It becomes a keyed pseudonym before anything is published.',
  kind: 'What the person is to the company; `brand` is an account of the company itself.',
  department: 'Where an employee works, when that is not the department of the interaction.',
  manager: 'True for an employee who leads others.',
};

export const counterpartWords: Words<NonNullable<InteractionData['counterpart']>> = {
  id: 'The id of the person at the provider; becomes a keyed pseudonym.',
  kind: 'What the person is to the company.',
  department: 'Where an employee works, or which department takes over.',
};

export const dataWords: Words<InteractionData> = {
  channel: 'Where it happened: the id of a channel of the organisation.',
  department: 'Whose interaction it is: the id of a department of the organisation.',
  direction: 'By default what the activity and the kind of the actor say.',
  actor: 'Who did it.',
  object: 'Id of what it is about.',
  target: 'Of an edit or a retraction: the id of the original, in the same source.',
  inReplyTo: 'Id of what it answers.',
  conversation: 'Id of the thread, organisation-wide: an enquiry by phone may be answered by e-mail.',
  reopensAfter:
    'Of an enquiry in a talk that nobody closes, as in a messenger: after so many hours without a word it opens the answered conversation anew.',
  idea: 'Id of the idea.',
  stage: 'Which step an idea has taken, or whether a resolution closed or reopened its conversation.',
  reaction: 'Name of the reaction, e.g. `like`.',
  counterpart: 'To whom, as far as it is known.',
  text: 'Read for language, sentiment and topics, then dropped.',
  worded: 'There were words, which the sender has read itself and does not send.',
  language: 'BCP 47 tag. What the sender says wins over what is read from the text.',
  sentiment: 'From -1, negative, to 1, positive.',
  topics: 'What it is about, in a few words.',
  audience: 'How many people a post could reach.',
  sampledRate: 'For how many interactions this one stands, itself included.',
};

export const interactionWords: Words<Omit<Interaction, 'trace'>> = {
  ...dataWords,
  source: cloudEventWords.source.slice(0, cloudEventWords.source.indexOf('.') + 1),
  id: cloudEventWords.id,
  activity:
    'What happened. `edit` and `retraction` change an earlier interaction. Skip what you do not know: values may be added.',
  time: 'When it happened, in UTC with milliseconds, so that the order of texts is the order of time.',
  recordedAt: 'When ingest took it, in the same form.',
  digest:
    'Keyed hash of what was sent: the same source and id with another digest is a conflict, and the later time wins.',
  actor: 'Who did it, under a sealed pseudonym, the same in every source.',
  counterpart: 'To whom, under a sealed pseudonym, as far as it is known.',
  direction: 'Which way it went.',
  worded: 'True when there were words; they are not kept.',
  derivedBy: 'Id of the text model, when text was read: language, sentiment and topics may be its own.',
  language: 'BCP 47 tag.',
};

export const refusedWords: Words<Refused> = {
  index: 'Its place in the request, from 0.',
  id: 'Its id, when it has one that can be told.',
  code: 'The contract: why it was refused. Codes may be added.',
  path: 'The first field that is wrong, e.g. `data.actor.kind`; empty when the whole is meant.',
  message: 'For people: what the field takes. It never quotes what was sent.',
};
