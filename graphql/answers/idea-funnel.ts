import type { Organisation } from '../../shared/organisation.ts';
import { isSmallGroup, suppressList } from '../../shared/suppression.ts';
import { percentOf } from '../../shared/texts.ts';
import type { ApiContext } from '../context.ts';
import type { FunnelStep } from '../plan/idea-funnel-of.ts';
import type { ReportWarning } from '../plan/report.ts';
import { checkRange } from './check-range.ts';

/** A step as it may be told: all null when withheld. */
export interface ToldStep {
  stage: string;
  count: number | null;
  conversion: number | null;
  medianDays: number | null;
  open: number | null;
  declined: number | null;
  withheld: boolean;
  warnings: ReportWarning[];
}

export interface IdeaFunnelAnswer {
  department: string | undefined;
  steps: ToldStep[];
  withheld: boolean;
  warnings: ReportWarning[];
}

/**
 * The funnel of the ideas submitted in a range, of the company or a department. It is withheld when one to four of its
 * ideas came from employees, or when such a number could be computed from the company's funnel and those shown.
 */
export async function answerIdeaFunnel(
  range: { from: string; to: string },
  department: string | undefined,
  { deps, directory: { organisation } }: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<IdeaFunnelAnswer> {
  checkRange(range);
  const read = (of: string | undefined) => deps.ideaFunnel(range, of, organisation);
  const [company, own] = await Promise.all([read(undefined), department === undefined ? undefined : read(department)]);
  const employees = employeesIn(company);
  const withheld =
    department === undefined ? isSmallGroup(employees) : await isHidden(department, employees, organisation, read);
  return {
    department,
    steps: (own ?? company).map((counts, at, all) => (withheld ? hiddenStep(counts) : stepOf(counts, all[at - 1]))),
    withheld,
    warnings: withheld ? [smallGroup] : [],
  };
}

const employeesIn = (steps: readonly FunnelStep[]): number => steps[0]?.employees ?? 0;

const smallGroup: ReportWarning = {
  code: 'SMALL_GROUP',
  message: {
    en: 'Fewer than five ideas of employees, or a funnel from which such a number could be computed.',
    de: 'Weniger als fünf Ideen von Mitarbeitenden oder ein Trichter, aus dem sich eine solche Zahl errechnen ließe.',
  },
};

async function isHidden(
  department: string,
  all: number,
  { departments }: Organisation,
  read: (of: string) => Promise<readonly FunnelStep[]>,
): Promise<boolean> {
  const employees = await Promise.all(departments.map(async ({ id }) => employeesIn(await read(id))));
  // Departments that were removed are in the company's funnel, too.
  const removed = all - employees.reduce((sum, count) => sum + count, 0);
  return suppressList([...employees, removed])[departments.findIndex(({ id }) => id === department)] === true;
}

const hiddenStep = ({ step }: FunnelStep): ToldStep => ({
  stage: step,
  count: null,
  conversion: null,
  medianDays: null,
  open: null,
  declined: null,
  withheld: true,
  warnings: [],
});

function stepOf({ step, count, open, declined, medianDays }: FunnelStep, before: FunnelStep | undefined): ToldStep {
  const conversion = before && before.count > 0 ? count / before.count : null;
  return {
    stage: step,
    count,
    conversion,
    medianDays: before ? medianDays : null,
    open: before ? open : 0,
    declined: before ? declined : 0,
    withheld: false,
    warnings: before && medianDays !== null ? censored(open, before.count) : [],
  };
}

/** Half of the ideas decide the median: more than that still open could change it. */
function censored(open: number, all: number): ReportWarning[] {
  if (open <= all / 2) return [];
  const { en, de } = percentOf(open / all);
  const message = {
    en: `${en} of the ideas are still open here: the median can only become greater.`,
    de: `${de} der Ideen sind hier noch offen: Der Median kann nur größer werden.`,
  };
  return [{ code: 'CENSORED', message }];
}
