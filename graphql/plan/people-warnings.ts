import { cutOversWithin, type PeopleChanges } from '../../shared/people-changes.ts';
import type { Days } from './days.ts';
import type { ReportWarning } from './report.ts';

/** What to know of a number of different people on some days, where they do not go by the same on all of them. */
export function peopleWarnings(days: Days, changes: PeopleChanges): ReportWarning[] {
  const cuts = cutOversWithin(days, changes).map(changedOn);
  const replaced = [...changes.replacedBefore].filter(([, before]) => days.from < before);
  return [...cuts, ...replaced.map(([source, before]) => ({ ...replacedUntil(source, before), source }))];
}

const changedOn = (day: string): ReportWarning => ({
  code: 'PSEUDONYMS_CHANGED',
  message: {
    en: `From ${day} on people have other pseudonyms: who was there before and after counts twice.`,
    de: `Ab ${day} haben Menschen andere Pseudonyme: Wer davor und danach da war, zählt doppelt.`,
  },
});

const replacedUntil = (source: string, before: string): ReportWarning => ({
  code: 'PSEUDONYMS_CHANGED',
  message: {
    en: `${source} keeps people for a time: before ${before} they are told apart by year, and who was there later or elsewhere, too, counts again.`,
    de: `${source} bewahrt Menschen nur eine Zeit lang auf: Vor ${before} werden sie je Jahr unterschieden, und wer auch später oder anderswo da war, zählt noch einmal.`,
  },
});
