import type { Presence } from '../../shared/metrics/people.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { Selection } from './guard.ts';
import { isEmployee } from './hidden-on.ts';
import type { People } from './people-of.ts';
import type { Guard } from './prepare-guard.ts';
import { type Measured, ratio } from './to-value.ts';

/** What people metrics are measured from. */
export interface PeopleContext {
  people: People;
  guard: Guard;
  organisation: Organisation;
}

/** A number of people, and its relative error. */
export interface Counted {
  count: number;
  error: number;
}

/** Some people over others. */
export const part = (some: Counted, all: Counted): Measured => ({
  ...ratio(Math.round(some.count), Math.round(all.count)),
  error: Math.max(some.error, all.error),
});

/** Whether somebody was met as an employee of the selection, by the own department. */
export const ofEmployees =
  ({ inDepartment, inChannel }: Selection) =>
  (one: Presence): boolean =>
    isEmployee(one) && inDepartment(one.own) && inChannel(one.channel);
