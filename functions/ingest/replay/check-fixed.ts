import type { Refusal } from '../../../shared/errors.ts';
import { type Interaction, interactionSchema } from '../../../shared/interaction.ts';
import type { Organisation } from '../../../shared/organisation.ts';
import type { Rejection } from '../../../shared/rejection.ts';
import { applyFixRules, type FixRule, pathOf, type RuleNote } from '../../../shared/rejection-fix.ts';
import { pathText } from '../../../shared/rejection-fix-path.ts';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import { type CheckedEvent, checkContext, checkEvent } from '../check-event.ts';
import type { Flow } from '../create-flow.ts';
import { eventsOf, type FoundEvent } from './events-of.ts';

export interface FixContext {
  findSource: (id: string) => Promise<RegisteredSource | undefined>;
  contextOf: Flow['contextOf'];
  organisation: Organisation;
  /** Milliseconds since 1970. */
  now: number;
}

/** What a corrected payload is: events that ingest would take, or an interaction that the aggregate refused before. */
export type Fixed = { checked: CheckedEvent[] } | { interaction: Interaction } | { refusal: Refusal };

/**
 * Corrects the payload of a rejection and checks it as ingest does. Rules whose path begins with `mapped.` correct what an
 * adapter makes of the payload. What else a payload becomes was taken when it came, or has a rejection of its own.
 */
export async function checkFixed(
  rejection: Rejection,
  rules: readonly FixRule[],
  context: FixContext,
): Promise<Fixed & { notes: RuleNote[] }> {
  if (rejection.payload === null) return { refusal: notKept, notes: [] };
  const fixed = applyFixRules(
    rejection.payload,
    rules.filter((rule) => !isOfMapped(rule)),
  );
  if (rejection.format === 'interactions') return { ...interactionOf(fixed.payload), notes: fixed.notes };
  const all = await eventsOf({ ...rejection, payload: fixed.payload }, context);
  if ('code' in all) return { refusal: all, notes: fixed.notes };
  const found = ofRejection(all, rejection);
  const ofMapped = rules.filter(isOfMapped);
  const checked: CheckedEvent[] = [];
  const mappedNotes: RuleNote[] = [];
  // Without a rule for it, what was refused because it is another source's stays refused.
  const named = rules.some((rule) => pathOf(rule) === 'source') ? undefined : (rejection.source ?? undefined);
  const checks = checkContext(context.organisation, context.now, named);
  for (const { event, pathInPayload } of found) {
    const mapped = applyFixRules({ mapped: event }, ofMapped);
    mappedNotes.push(...mapped.notes);
    const result = checkEvent((mapped.payload as { mapped: unknown }).mapped, checks);
    if ('code' in result) return { refusal: { ...result, path: pathInPayload(result.path) }, notes: fixed.notes };
    checked.push(result);
  }
  // A part may become several: a rule is for one of them at least.
  const idle = ofMapped.filter((rule) => mappedNotes.filter((note) => note.rule === rule).length === found.length);
  const notes = idle.flatMap((rule) => mappedNotes.find((note) => note.rule === rule) ?? []);
  return { checked, notes: [...fixed.notes, ...notes] };
}

/** Of several events that a payload becomes, the one that was refused; all when it had no id, or has another by now. */
function ofRejection(all: readonly FoundEvent[], { id }: Rejection): readonly FoundEvent[] {
  const own = all.filter(({ event }) => id !== null && (event as { id?: unknown } | null)?.id === id);
  return own.length > 0 ? own : all;
}

const isOfMapped = (rule: FixRule): boolean => pathOf(rule).startsWith('mapped.');

const notKept: Refusal = {
  code: 'TOO_LARGE',
  path: '',
  message: 'Its payload was too large to be kept: have it sent again.',
};

function interactionOf(payload: unknown): Fixed {
  const parsed = interactionSchema.safeParse(payload);
  if (parsed.success) return { interaction: parsed.data };
  const [issue] = parsed.error.issues;
  const message = issue?.message ?? 'It is not an interaction.';
  return { refusal: { code: 'UNFOLDABLE', path: pathText(issue?.path ?? []), message } };
}
