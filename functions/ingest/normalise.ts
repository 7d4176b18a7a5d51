import type { KeyObject } from 'node:crypto';
import { digestOf } from '../../shared/digest.ts';
import type { Interaction, InteractionData, recordedActivities } from '../../shared/interaction.ts';
import { textModel } from '../../shared/text-model.ts';
import { defaultDirection } from '../../shared/vocabulary.ts';
import type { CheckedEvent } from './check-event.ts';
import type { ReadText } from './text/read-text.ts';

export interface NormaliseContext {
  digestKey: KeyObject;
  /** Gives the pseudonym of a person in what happened at an instant. */
  pseudonymise: (personId: string, time: string) => string;
  readText: ReadText;
  /** ISO 8601 in UTC with milliseconds. */
  recordedAt: string;
}

/**
 * The interaction in a checked event: dated in UTC, people replaced by pseudonyms, text read and dropped, subject dropped.
 * The digest is taken from the event as it was sent, so it does not depend on anything derived here.
 */
export function normalise({ event, time }: CheckedEvent, context: NormaliseContext): Interaction {
  const { source, id, type, subject, data } = event;
  const { text, actor, counterpart, direction, ...rest } = data;
  const activity = type.slice('polylog.'.length, -'.v1'.length) as (typeof recordedActivities)[number];
  const interaction: Interaction = {
    ...(text !== undefined && whatTextSays(text, rest, context.readText)),
    // What the sender says wins.
    ...rest,
    source,
    id,
    activity,
    time,
    recordedAt: context.recordedAt,
    digest: digestOf(context.digestKey, { source, id, type, time, subject, data }),
    direction: direction ?? directionOf(activity, actor.kind),
    actor: { ...actor, id: context.pseudonymise(actor.id, time) },
  };
  if (counterpart !== undefined) {
    interaction.counterpart =
      counterpart.id === undefined ? counterpart : { ...counterpart, id: context.pseudonymise(counterpart.id, time) };
  }
  return interaction;
}

function whatTextSays(text: string, given: Partial<InteractionData>, readText: ReadText): Partial<Interaction> {
  if (text.trim() === '') return {};
  const { language, sentiment, topics } = given;
  if (language !== undefined && sentiment !== undefined && topics !== undefined) return { worded: true };
  return { ...readText(text, language), worded: true, derivedBy: textModel.id };
}

/** An amendment goes the way a comment of its actor would. */
const directionOf = (activity: Interaction['activity'], kind: Interaction['actor']['kind']) =>
  defaultDirection(activity === 'edit' || activity === 'retraction' ? 'comment' : activity, kind);
