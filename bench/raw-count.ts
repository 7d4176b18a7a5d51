import type { CloudEvent } from '../shared/interaction.ts';
import { knownZone, type Zone } from '../shared/zone.ts';
import type { Report } from './graphql.ts';
import { percentileOf } from './percentile-of.ts';
import { reportQuestions } from './report-questions.ts';

const { q1, q2, q3 } = reportQuestions;
/** The stated relative error of quantiles. */
const quantileError = 0.01;

interface Department {
  interactions: number;
  enquiries: number;
  /** Seconds of each answered enquiry. */
  waits: number[];
}

/**
 * Answers the questions by counting the events themselves, without cells, sketches or conversations. Events come in the
 * order of time. `differences` says in words where a report is not the same; empty when all of it is.
 */
export function createRawCount(timeZone: string) {
  const home: Zone = knownZone(timeZone);
  const byDayAndChannel = new Map<string, number>();
  const byPair = new Map<string, number>();
  const departments = new Map<string, Department>();
  const open = new Map<string, { time: number; department: Department }>();

  return {
    add({ type, time, data: { channel, department, conversation = '' } }: CloudEvent): void {
      const at = Date.parse(time);
      const day = home.dayOf(at);
      if (within(q1.range, day)) count(byDayAndChannel, `${home.startOf(day)} ${channel}`);
      if (within(q3.range, day)) count(byPair, `${department} ${channel}`);
      const own = departments.get(department) ?? { interactions: 0, enquiries: 0, waits: [] };
      departments.set(department, own);
      if (within(q2.range, day)) {
        own.interactions++;
        if (type === 'polylog.enquiry.v1') {
          own.enquiries++;
          open.set(conversation, { time: at, department: own });
        }
      }
      const enquiry = type === 'polylog.reply.v1' && open.get(conversation);
      if (!enquiry) return;
      open.delete(conversation);
      enquiry.department.waits.push((at - enquiry.time) / 1000);
    },
    differences(reports: Record<'q1' | 'q2' | 'q3', Report>): string[] {
      return [
        ...compareCounts(
          'q1',
          byDayAndChannel,
          reports.q1,
          ({ start, channel }) => `${Date.parse(start)} ${channel?.id}`,
        ),
        ...compareCounts('q3', byPair, reports.q3, ({ department, channel }) => `${department?.id} ${channel?.id}`),
        ...compareDepartments(departments, reports.q2),
      ];
    },
  };
}

const within = ({ from, to }: { from: string; to: string }, day: string): boolean => from <= day && day <= to;
const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

function compareCounts(
  question: string,
  expected: Map<string, number>,
  { rows }: Report,
  keyOf: (row: Report['rows'][number]) => string,
): string[] {
  const actual = new Map(rows.map((row) => [keyOf(row), row.values[0]?.value ?? 0]));
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((key) => {
    const [should, is] = [expected.get(key) ?? 0, actual.get(key) ?? 0];
    return should === is ? [] : [`${question} ${key}: ${should} counted, ${is} reported`];
  });
}

function compareDepartments(departments: Map<string, Department>, { rows }: Report): string[] {
  return [...departments].flatMap(([id, { interactions, enquiries, waits }]) => {
    const values = rows.find(({ department }) => department?.id === id)?.values.map(({ value }) => value ?? 0) ?? [];
    const quantile = (share: number) => (waits.length === 0 ? 0 : percentileOf(waits, share));
    const rate = enquiries === 0 ? 0 : waits.length / enquiries;
    const expected = [interactions, enquiries, waits.length, rate, quantile(0.5), quantile(0.95)];
    return expected.flatMap((should, index) => {
      const is = values[index] ?? Number.NaN;
      const allowed = index < 3 ? 0 : index === 3 ? 1e-9 : quantileError * should;
      return Math.abs(is - should) <= allowed
        ? []
        : [`q2 ${id} ${q2.metrics[index]}: ${should} counted, ${is} reported`];
    });
  });
}
