import type { CountedInteraction, Interaction } from './interaction.ts';
import { isCounted } from './interaction.ts';
import type { Activity } from './vocabulary.ts';

/** Another body that came under the same (source, id) and lost: visible, never counted. */
export interface LosingBody {
  time: string;
  digest: string;
  activity: Activity;
  department: string;
  channel: string;
}

/**
 * What the ledger knows of one (source, id). Every field is a maximum or a union over what arrived, so a fact is the
 * same whatever the order and however often its interactions were delivered.
 */
export interface Fact {
  source: string;
  id: string;
  /** The winning body; absent while only its edit or retraction has arrived. */
  body?: CountedInteraction;
  losers: LosingBody[];
  /** The latest edit by (time, id, digest). */
  edit?: Interaction;
  /** The earliest retraction by (time, id). */
  retraction?: { time: string; id: string };
}

export type FoldOutcome = 'recorded' | 'duplicate' | 'conflict' | 'edited' | 'retracted';

/** How many losing bodies a fact keeps: the greatest, so that what is kept does not depend on the order either. */
const maxLosers = 8;

/** The id under which the ledger keeps what an interaction says: the target's for an edit or a retraction. */
export function factIdOf(interaction: Interaction): string {
  return isCounted(interaction) ? interaction.id : (interaction.target ?? interaction.id);
}

/** Folds one interaction into the fact it belongs to. Commutative, associative and idempotent; never mutates. */
export function applyInteraction(
  fact: Fact | undefined,
  interaction: Interaction,
): { outcome: FoldOutcome; fact: Fact } {
  const known: Fact = fact ?? { source: interaction.source, id: factIdOf(interaction), losers: [] };
  if (isCounted(interaction)) return applyBody(known, interaction);
  return interaction.activity === 'edit' ? applyEdit(known, interaction) : applyRetraction(known, interaction);
}

/** The interaction a fact counts as, its latest edit applied; undefined when retracted or not yet seen. */
export function currentInteraction(fact: Fact | undefined): CountedInteraction | undefined {
  if (!fact?.body || fact.retraction) return undefined;
  return fact.edit ? overlay(fact.body, fact.edit) : fact.body;
}

function applyBody(fact: Fact, body: CountedInteraction): { outcome: FoldOutcome; fact: Fact } {
  const { body: holder } = fact;
  if (!holder) return { outcome: 'recorded', fact: { ...fact, body } };
  if (holder.digest === body.digest || fact.losers.some((loser) => loser.digest === body.digest)) {
    return { outcome: 'duplicate', fact };
  }
  const wins = rank(body) > rank(holder);
  const [winner, loser] = wins ? [body, holder] : [holder, body];
  const losers = [...fact.losers, losing(loser)].sort((a, b) => (rank(a) < rank(b) ? 1 : -1)).slice(0, maxLosers);
  return { outcome: 'conflict', fact: { ...fact, body: winner, losers } };
}

function applyEdit(fact: Fact, edit: Interaction): { outcome: FoldOutcome; fact: Fact } {
  if (fact.edit && editRank(edit) <= editRank(fact.edit)) return { outcome: 'duplicate', fact };
  return { outcome: 'edited', fact: { ...fact, edit: withoutPeople(edit) } };
}

/** An edit changes nothing of who spoke to whom, and so says nothing of them: they may be erased from what it edits. */
export function withoutPeople(edit: Interaction): Interaction {
  const { actor, counterpart, ...rest } = edit;
  const { id: _id, ...addressed } = counterpart ?? {};
  return { ...rest, actor: { ...actor, id: nobody }, ...(counterpart && { counterpart: addressed }) };
}

const nobody = 'x_';

function applyRetraction(fact: Fact, { time, id }: Interaction): { outcome: FoldOutcome; fact: Fact } {
  const { retraction } = fact;
  if (retraction && `${retraction.time} ${retraction.id}` <= `${time} ${id}`) return { outcome: 'duplicate', fact };
  return { outcome: 'retracted', fact: { ...fact, retraction: { time, id } } };
}

/** The order in which bodies win: by time, then by digest. */
const rank = ({ time, digest }: { time: string; digest: string }): string => `${time} ${digest}`;

const editRank = ({ time, id, digest }: Interaction): string => `${time} ${id} ${digest}`;

const losing = ({ time, digest, activity, department, channel }: CountedInteraction): LosingBody => ({
  time,
  digest,
  activity,
  department,
  channel,
});

/**
 * What an edit changes: what is said and where it belongs, never who, when, or in which conversation. When its text was
 * read, nothing that was read of the old text remains, also where the reader was not sure of the new one.
 */
function overlay(original: CountedInteraction, edit: Interaction): CountedInteraction {
  const { channel, department, language, sentiment, topics, worded, audience, reaction, object, counterpart } = edit;
  const { derivedBy } = edit;
  const body = derivedBy === undefined ? original : withoutReading(original);
  return {
    ...body,
    channel,
    department,
    ...(language !== undefined && { language }),
    ...(sentiment !== undefined && { sentiment }),
    ...(topics !== undefined && { topics }),
    ...(worded !== undefined && { worded }),
    ...(derivedBy !== undefined && { derivedBy }),
    ...(audience !== undefined && { audience }),
    ...(reaction !== undefined && { reaction }),
    ...(object !== undefined && { object }),
    ...(counterpart !== undefined && { counterpart: { ...counterpart, ...whom(original) } }),
  };
}

const whom = ({ counterpart }: CountedInteraction) => (counterpart?.id === undefined ? {} : { id: counterpart.id });

function withoutReading(body: CountedInteraction): CountedInteraction {
  const { language: _language, sentiment: _sentiment, topics: _topics, ...rest } = body;
  return rest;
}
