import { describe, expect, it } from 'vitest';
import { groupMetrics, toldByWeek } from '../../../dashboard/views/metrics/group-metrics.ts';

const catalogue = [
  { id: 'OVERDUE', family: 'response' },
  { id: 'ENQUIRIES', family: 'volume' },
  { id: 'RESPONSE_RATE', family: 'response' },
] as const;
const named = [
  { id: 'ENQUIRIES', name: 'Anfragen', description: 'Ein Kunde wollte eine Antwort.' },
  { id: 'OVERDUE', name: 'Überfällige Anfragen', description: 'Fällig und nicht beantwortet.' },
  { id: 'RESPONSE_RATE', name: 'Antwortquote', description: 'Anteil der beantworteten.' },
] as const;
const found = (search: string) =>
  groupMetrics(catalogue, named, search).map(({ family, metrics }) => [family, ...metrics.map(({ id }) => id)]);

describe('the catalogue', () => {
  it('goes by family, each in the order of the API', () => {
    expect(found('')).toEqual([
      ['volume', 'ENQUIRIES'],
      ['response', 'OVERDUE', 'RESPONSE_RATE'],
    ]);
  });

  it('is searched by names, meanings and ids, for every word', () => {
    expect(found('  ÜBERFÄLLIG ')).toEqual([['response', 'OVERDUE']]);
    expect(found('response rate')).toEqual([['response', 'RESPONSE_RATE']]);
    expect(found('kunde anfragen')).toEqual([['volume', 'ENQUIRIES']]);
    expect(found('nothing')).toEqual([]);
  });

  it('tells what is told for whole weeks', () => {
    expect(toldByWeek({ id: 'ADOPTION', family: 'people' })).toBe(true);
    expect(toldByWeek({ id: 'OPENNESS', family: 'collaboration' })).toBe(true);
    expect(toldByWeek({ id: 'ACTIVE_CUSTOMERS', family: 'people' })).toBe(false);
    expect(toldByWeek({ id: 'IDEAS_SHIPPED', family: 'ideas' })).toBe(false);
  });
});
