import type { CloudEvent, InteractionData } from '../../shared/interaction.ts';
import { departmentOf, type Employee } from './staff.ts';

type Said = Partial<InteractionData> & Pick<InteractionData, 'channel' | 'department' | 'actor'>;

/** Collects events; each channel is a source of its own, and ids count up across all of them. */
export interface Feed {
  events: CloudEvent[];
  record(activity: string, at: number, data: Said, id?: string): CloudEvent;
}

export const sourceOfChannel = (channel: string): string => `urn:polylog:synthetic:${channel}`;

export function createFeed(): Feed {
  const events: CloudEvent[] = [];
  return {
    events,
    record(activity, at, data, id = `synthetic:${activity}:${events.length}`) {
      const event: CloudEvent = {
        specversion: '1.0',
        id,
        source: sourceOfChannel(data.channel),
        type: `polylog.${activity}.v1`,
        time: new Date(at).toISOString(),
        data,
      };
      events.push(event);
      return event;
    },
  };
}

/** An employee as the actor of something at an instant. */
export function actorOf(employee: Employee, at: number): InteractionData['actor'] {
  return {
    id: employee.id,
    kind: 'employee',
    ...(!employee.silent && { department: departmentOf(employee, at) }),
    ...(employee.manager && { manager: true }),
  };
}
