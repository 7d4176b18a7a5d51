import * as z from 'zod';
import { type Benchmark, benchmarkSchema } from '../benchmark.ts';
import { ApiError } from '../errors.ts';
import { maturityStages, maturityThresholdsSchema } from '../maturity-thresholds.ts';
import { collaborationSchema, type Organisation, organisationSchema } from '../organisation.ts';
import { nameSchema } from '../organisation-fields.ts';
import { ownBenchmark } from '../own-benchmark.ts';
import { zoneOf } from '../zone.ts';
import { checked, departmentOf, type OrganisationRule, refused } from './change.ts';

const generalSchema = z.strictObject({ name: nameSchema, weekStart: organisationSchema.shape.weekStart });

export interface GeneralInput {
  name?: string | undefined;
  weekStart?: number | undefined;
  homeTimeZone?: string | undefined;
}

/** Changes the name or the first day of weeks; another home time zone is refused with `NEEDS_REBUILD`. */
export function updateOrganisation({ homeTimeZone, ...input }: GeneralInput): OrganisationRule<Organisation> {
  return (organisation) => {
    if (homeTimeZone !== undefined && zoneOf(homeTimeZone)?.id !== zoneOf(organisation.homeTimeZone)?.id) {
      throw new ApiError(
        'NEEDS_REBUILD',
        `homeTimeZone: every counter is kept by days of ${organisation.homeTimeZone}; another zone needs all of them to be rebuilt, so it cannot be changed here. A report takes any zone as its timeZone.`,
        { field: 'homeTimeZone', homeTimeZone: organisation.homeTimeZone },
      );
    }
    const before = { name: organisation.name, weekStart: organisation.weekStart };
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const after = checked(generalSchema, { ...before, ...given });
    const changed = { ...organisation, ...after };
    return { organisation: changed, subject: 'organisation', before, after, result: changed };
  };
}

/** Sets the social share's benchmark of a department, or of the company. */
export function setBenchmark(department: string | undefined, input: Benchmark): OrganisationRule<Organisation> {
  const benchmark = checked(benchmarkSchema, input);
  return (organisation) => {
    if (department === undefined) {
      const changed = { ...organisation, socialShare: benchmark };
      return benchmarkChange(changed, 'the company', organisation.socialShare, benchmark);
    }
    departmentOf(organisation, department, 'department');
    const changed = { ...organisation, socialShareOf: { ...organisation.socialShareOf, [department]: benchmark } };
    return benchmarkChange(changed, department, ownBenchmark(organisation, department), benchmark);
  };
}

/** Takes a department's own benchmark away: the company's holds for it again. */
export function removeBenchmark(department: string): OrganisationRule<Organisation> {
  return (organisation) => {
    const before = ownBenchmark(organisation, department);
    const { [department]: _removed, ...socialShareOf } = organisation.socialShareOf;
    if (!before) {
      throw new ApiError('UNKNOWN_BENCHMARK', `department: “${department}” has no benchmark of its own.`, {
        field: 'department',
        departments: Object.keys(organisation.socialShareOf),
      });
    }
    return benchmarkChange({ ...organisation, socialShareOf }, department, before, undefined);
  };
}

const benchmarkChange = (
  organisation: Organisation,
  whose: string,
  before: Benchmark | undefined,
  after: Benchmark | undefined,
) => ({ organisation, subject: `social-share benchmark of ${whose}`, before, after, result: organisation });

interface ThresholdInput {
  /** 1 to 6. */
  stage: number;
  criterion: string;
  value: number;
}

/** Changes thresholds of the maturity ladder; those not given stay. */
export function setMaturityThresholds(input: readonly ThresholdInput[]): OrganisationRule<Organisation> {
  return (organisation) => {
    const before = organisation.maturity;
    const merged: Record<string, Record<string, number>> = structuredClone(before);
    for (const [at, { stage, criterion, value }] of input.entries()) {
      const thresholds = merged[maturityStages[stage - 1] ?? ''];
      if (!thresholds) throw refused(`thresholds[${at}].stage`, '1 (planning) to 6 (converged)');
      if (!Object.hasOwn(thresholds, criterion)) {
        const known = Object.keys(thresholds).join(', ');
        throw refused(`thresholds[${at}].criterion`, `stage ${stage} asks for ${known}`);
      }
      thresholds[criterion] = value;
    }
    const { data: after, error } = maturityThresholdsSchema.safeParse(merged);
    if (error) throw wrongThreshold(error, input);
    const changed = { ...organisation, maturity: after };
    return { organisation: changed, subject: 'maturity thresholds', before, after, result: changed };
  };
}

/** The refusal of a figure, by its place in the input. */
function wrongThreshold({ issues: [issue] }: z.ZodError, input: readonly ThresholdInput[]): ApiError {
  const [stage, criterion] = issue?.path ?? [];
  const at = input.findLastIndex((one) => maturityStages[one.stage - 1] === stage && one.criterion === criterion);
  return refused(`thresholds[${at}].value`, issue?.message ?? 'not as it should be');
}

/** Changes from how many internal interactions on departments count as connected. */
export function setMinimumInteractions(minimumInteractions: number): OrganisationRule<Organisation> {
  const collaboration = checked(collaborationSchema, { minimumInteractions });
  return (organisation) => {
    const before = organisation.collaboration;
    const changed = { ...organisation, collaboration };
    return { organisation: changed, subject: 'collaboration', before, after: collaboration, result: changed };
  };
}
