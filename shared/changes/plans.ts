import { ApiError } from '../errors.ts';
import { impossibleValue } from '../goal-values.ts';
import { findMetric } from '../metrics/catalogue.ts';
import type { Organisation } from '../organisation.ts';
import {
  type Annotation,
  type Attestation,
  annotationSchema,
  attestationSchema,
  type Goal,
  goalSchema,
  type Initiative,
  initiativeSchema,
} from '../plans.ts';
import { addDays } from '../zone.ts';
import { checked, checkLimit, departmentOf, type OrganisationRule, refused } from './change.ts';

/** Lists of the organisation whose entries are set and removed by id. */
const nouns = { goals: 'goal', initiatives: 'initiative', annotations: 'annotation', attestations: 'attestation' };
type PlanList = keyof typeof nouns;
type Entry<L extends PlanList> = Organisation[L][number];

/** Sets a goal between values that its metric can have; a target equal to the baseline means to hold it. */
export function setGoal(input: Goal): OrganisationRule<Goal> {
  const goal = checked(goalSchema, input);
  if (!findMetric(goal.metric)) {
    throw new ApiError('UNKNOWN_METRIC', `metric: there is no metric “${goal.metric}”.`, { field: 'metric' });
  }
  const impossible = impossibleValue(goal);
  if (impossible) throw refused(impossible.field, impossible.allowed);
  if (goal.due <= goal.from) throw refused('due', `a day after from (${goal.from})`);
  return setEntry('goals', goal);
}

/** Sets a dated driver with its owner department. */
export function setInitiative(input: Initiative): OrganisationRule<Initiative> {
  const initiative = checked(initiativeSchema, input);
  if (initiative.to !== undefined && initiative.to < initiative.from) {
    throw refused('to', `not before from (${initiative.from})`);
  }
  return setEntry('initiatives', initiative);
}

/** Sets a note on a day. */
export const setAnnotation = (input: Annotation): OrganisationRule<Annotation> =>
  setEntry('annotations', checked(annotationSchema, input));

/** Sets an attestation by `author` from `today` on; it expires within two years. */
export function setAttestation(
  input: Omit<Attestation, 'author' | 'from'>,
  author: string,
  today: string,
): OrganisationRule<Attestation> {
  const attestation = checked(attestationSchema, { ...input, author, from: today });
  const latest = addDays(today, 2 * 365);
  if (attestation.expires <= today || attestation.expires > latest) {
    throw refused('expires', `a day after today (${today}) and not after ${latest}`, { after: today, latest });
  }
  return setEntry('attestations', attestation);
}

/** Removes an entry of a list; throws `UNKNOWN_GOAL`, `UNKNOWN_INITIATIVE`, `UNKNOWN_ANNOTATION` or `UNKNOWN_ATTESTATION`. */
export function removeEntry<L extends PlanList>(list: L, id: string): OrganisationRule<Entry<L>> {
  return (organisation) => {
    const before = entriesOf(organisation, list).find((entry) => entry.id === id);
    if (!before) {
      const noun = nouns[list];
      throw new ApiError(`UNKNOWN_${noun.toUpperCase()}`, `id: there is no ${noun} “${id}”.`, { field: 'id' });
    }
    return {
      organisation: { ...organisation, [list]: entriesOf(organisation, list).filter((entry) => entry !== before) },
      subject: `${nouns[list]} ${id}`,
      before,
      after: undefined,
      result: before,
    };
  };
}

function setEntry<L extends PlanList>(list: L, entry: Entry<L>): OrganisationRule<Entry<L>> {
  return (organisation) => {
    if (entry.department !== undefined) departmentOf(organisation, entry.department, 'department');
    const entries = entriesOf(organisation, list);
    const before = entries.find(({ id }) => id === entry.id);
    checkLimit(list, entries.length + (before ? 0 : 1));
    return {
      organisation: {
        ...organisation,
        [list]: before ? entries.map((one) => (one === before ? entry : one)) : [...entries, entry],
      },
      subject: `${nouns[list]} ${entry.id}`,
      before,
      after: entry,
      result: entry,
    };
  };
}

const entriesOf = <L extends PlanList>(organisation: Organisation, list: L): readonly Entry<L>[] => organisation[list];
