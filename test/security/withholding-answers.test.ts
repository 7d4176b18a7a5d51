import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import { collaborationOf } from '../../graphql/plan/collaboration-of.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { Goal } from '../../shared/plans.ts';
import { apiWith, ask } from '../graphql/harness.ts';
import { liveApi, openedOf } from '../graphql/live-harness.ts';
import { createCompany, type Employee, organisation } from './small-company.ts';

const clock = () => Date.parse('2026-07-01T12:00:00Z');

/** In April so many of product and of sales, who are hidden together; in March enough of each. */
const inApril = (product: number, sales: number): Employee[] => {
  const people = (department: string, count: number, days: string[]) =>
    Array.from({ length: count }, () => ({ department, met: days.map((day) => ({ day, channel: 'slack' })) }));
  return [
    ...people('service', 12, ['2026-03-10', '2026-04-07']),
    ...people('hr', 9, ['2026-03-10', '2026-04-07']),
    ...people('product', product, ['2026-03-10', '2026-04-07']),
    ...people('product', 9 - product, ['2026-03-10']),
    ...people('sales', sales, ['2026-03-10', '2026-04-07']),
    ...people('sales', 9 - sales, ['2026-03-10']),
  ];
};

const goal = (department: string): Goal => ({
  ...{ id: `g-${department}`, name: { en: 'Take part', de: 'Mitmachen' }, metric: 'ADOPTION', department },
  ...{ from: '2026-01-01', due: '2026-12-31', baseline: 0, target: 0.1 },
});
const within: Organisation = { ...organisation, goals: ['product', 'sales'].map(goal) };

function depsOf(product: number, sales: number): Partial<ApiDeps> {
  const { deps } = createCompany(inApril(product, sales));
  return {
    clock,
    loadOrganisation: async () => within,
    report: (request) => planReport(request, deps),
    collaboration: (range) => collaborationOf(range, deps),
    reportRevision: () => async () => 'r',
  };
}

const april = 'range: { from: "2026-04-01", to: "2026-04-30" }';
const week = 'range: { from: "2026-04-06", to: "2026-04-12" }';
const value = 'status value previous change numerator denominator n completeness warnings { code message }';
const input = `{ metrics: [ACTIVE_EMPLOYEES, ACTIVE_PEOPLE, ADOPTION, SUSTAINED_ADOPTION, LEADERSHIP_ACTIVITY, AMBASSADORS, OPENNESS, CONNECTEDNESS], ${april}, by: [DEPARTMENT], compareTo: PREVIOUS_PERIOD }`;
const questions = {
  report: `{ report(input: ${input}) { rows { department { id } values { ${value} } } totals { ${value} } warnings { code message } } }`,
  csv: `{ report(input: ${input}) { csv de: csv(language: "de", separator: SEMICOLON) audited: csv(parts: true) } }`,
  department: `{ department(id: "product") { report(input: { metrics: [ACTIVE_EMPLOYEES], ${april} }) { totals { ${value} } } maturity(asOf: "2026-05-03") { stage nextStep criteria { id value n met withheld missing needs } } } }`,
  rankings: `{ month: ranking(metric: ADOPTION, ${april}) { entries { department { id } rank since orEarlier value { ${value} } } best { department { id } } last { department { id } } } week: ranking(metric: ACTIVE_EMPLOYEES, ${week}) { entries { department { id } rank value { ${value} } } } }`,
  changes: `{ notableChanges(${april}, compareTo: PREVIOUS_PERIOD) { metric { id } department { id } value { ${value} } improved score } }`,
  lessons: `{ lessons(${april}) { metric { id } learner { id } teacher { id } learnerValue { ${value} } teacherValue { ${value} } gap score } }`,
  maturity:
    '{ maturity(asOf: "2026-05-03") { department { id } stage name nextStep criteria { id value n met withheld missing needs } } }',
  collaboration: `{ collaboration(${april}) { cells { from { id } to { id } interactions withheld connected } openness connectedness reciprocity warnings { code message } } }`,
  goals: `{ goals { id current { ${value} } progress onTrack measuredRange { from to } } }`,
  behind: `{ report(input: { metrics: [ACTIVE_EMPLOYEES], ${april}, filter: { departments: ["product"] } }) { rows { interactions(metric: ACTIVE_EMPLOYEES) { edges { cursor } } } } }`,
};
type Question = keyof typeof questions;

const told = async (question: Question, product: number, sales: number) => {
  const { data, errors } = await ask(apiWith(depsOf(product, sales)), questions[question], { as: 'admin' });
  return JSON.stringify({ data, errors });
};

describe('companies that differ only in what is hidden get the same answer, letter by letter:', () => {
  it.each(Object.keys(questions) as Question[])('%s', async (question) => {
    const answer = await told(question, 3, 7);
    expect(answer).not.toMatch(/GRAPHQL_VALIDATION_FAILED|INTERNAL/);
    expect(await told(question, 4, 6)).toBe(answer);
    expect(await told(question, 2, 8)).toBe(answer);
  });

  it('a live report', async () => {
    const watch = async (product: number, sales: number) => {
      const response = await liveApi(depsOf(product, sales)).fetch('http://live/', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: 'Bearer viewer' },
        body: JSON.stringify({
          query: `subscription { reportChanged(input: ${input}) { revision report { rows { department { id } values { ${value} } } totals { ${value} } } } }`,
        }),
      });
      return JSON.stringify(await openedOf(response as unknown as Response).next());
    };
    const answer = await watch(3, 7);
    expect(answer).toContain('WITHHELD');
    expect(await watch(4, 6)).toBe(answer);
  });
});

describe('these companies', () => {
  let answer: string;
  beforeAll(async () => {
    answer = await told('report', 3, 7);
  });

  it('do get other answers where something is told: hidden is what differs, and nothing else', async () => {
    expect(answer).toContain('WITHHELD');
    expect(await told('report', 5, 5)).not.toBe(answer);
  });

  it('refuse the list behind a withheld number', async () => {
    expect(await told('behind', 3, 7)).toContain('"code":"WITHHELD"');
  });
});
