import type { KeyObject } from 'node:crypto';
import { digestOf } from '../../shared/digest.ts';
import type { Interaction, recordedActivities } from '../../shared/interaction.ts';
import { defaultDirection } from '../../shared/vocabulary.ts';
import type { CheckedEvent } from './check-event.ts';

export interface NormaliseContext {
  digestKey: KeyObject;
  pseudonymise: (personId: string) => string;
  /** ISO 8601 in UTC with milliseconds. */
  recordedAt: string;
}

/**
 * The interaction in a checked event: dated in UTC, people replaced by pseudonyms, text and subject dropped. The digest
 * is taken from the event as it was sent, so it does not depend on anything derived here.
 */
export function normalise({ event, time }: CheckedEvent, context: NormaliseContext): Interaction {
  const { source, id, type, subject, data } = event;
  const { text, actor, counterpart, direction, ...rest } = data;
  const activity = type.slice('polylog.'.length, -'.v1'.length) as (typeof recordedActivities)[number];
  const interaction: Interaction = {
    ...rest,
    source,
    id,
    activity,
    time,
    recordedAt: context.recordedAt,
    digest: digestOf(context.digestKey, { source, id, type, time, subject, data }),
    direction: direction ?? directionOf(activity, actor.kind),
    actor: { ...actor, id: context.pseudonymise(actor.id) },
  };
  if (counterpart !== undefined) {
    interaction.counterpart =
      counterpart.id === undefined ? counterpart : { ...counterpart, id: context.pseudonymise(counterpart.id) };
  }
  if (text !== undefined && text.trim() !== '') interaction.worded = true;
  return interaction;
}

/** An amendment goes the way a comment of its actor would. */
const directionOf = (activity: Interaction['activity'], kind: Interaction['actor']['kind']) =>
  defaultDirection(activity === 'edit' || activity === 'retraction' ? 'comment' : activity, kind);
