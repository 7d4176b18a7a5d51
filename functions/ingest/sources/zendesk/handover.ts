import type { MappedInteraction, SourceContext } from '../adapter.ts';
import { fromText } from '../provider-time.ts';
import type { ZendeskSettings } from './settings.ts';
import { causerOf, departmentOf, placeOf, type TicketEvent } from './ticket.ts';

/** The ticket goes from one group or agent to another: a handover when that is to another department. */
export function handoverOf(
  event: TicketEvent & { event: { current?: string | null | undefined; previous?: string | null | undefined } },
  context: SourceContext<ZendeskSettings>,
): MappedInteraction[] {
  const { current, previous } = event.event;
  const place = placeOf(event, context);
  const to = departmentOf(current, context);
  // An agent takes a ticket over from its group, so that a change of both is one handover: that of the group.
  const group = event.detail.group_id === current ? undefined : place.department;
  const from = group ?? departmentOf(previous, context) ?? context.department;
  if (to === undefined || to === from) return [];
  const id = `ticket:${event.detail.id}:handover:${to}:${event.time}`;
  const data = { ...place, department: from, actor: causerOf(event, context), counterpart: { department: to } };
  return [{ id, activity: 'handover', time: fromText(event.time), data }];
}
