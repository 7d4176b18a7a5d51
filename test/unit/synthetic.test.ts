import { describe, expect, it } from 'vitest';
import { cloudEventSchema } from '../../shared/interaction.ts';
import { openBook } from '../reference/book.ts';
import { wholeWeeks } from '../reference/calendar.ts';
import { distinct, doneByEmployees } from '../reference/people.ts';
import { syntheticDays, syntheticOrganisation } from '../synthetic/company.ts';
import { companyOf } from '../synthetic/reference-company.ts';
import { syntheticLines } from '../synthetic.ts';

const lines = syntheticLines();
const book = openBook(lines, companyOf(syntheticOrganisation));

describe('the synthetic set', () => {
  it('is the same in every run, says what it is, and keeps the wire contract', () => {
    expect(syntheticLines()).toEqual(lines);
    expect(lines.length).toBeGreaterThan(14_000);
    for (const line of lines) {
      const { source, id } = cloudEventSchema.parse(JSON.parse(line));
      expect(source.startsWith('urn:polylog:synthetic:') && id.startsWith('synthetic:')).toBe(true);
    }
  });

  it('has no two bodies of one id at the same instant, so that no digest decides', () => {
    const bodies = new Map<string, string>();
    for (const line of lines) {
      const { source, id, time, ...rest } = JSON.parse(line);
      const key = `${source} ${id} ${Date.parse(time)}`;
      expect(bodies.get(key) ?? JSON.stringify(rest)).toBe(JSON.stringify(rest));
      bodies.set(key, JSON.stringify(rest));
    }
    expect(bodies.size).toBeLessThan(lines.length);
  });

  it('has five departments that may always be told, and two that may not in some weeks', () => {
    const sizes = (department: string) =>
      wholeWeeks(syntheticDays).map((week) => distinct(doneByEmployees(book, { department }, week)));
    for (const id of ['marketing', 'sales', 'communications', 'product', 'service']) {
      expect(Math.min(...sizes(id)), id).toBeGreaterThanOrEqual(5);
    }
    expect(sizes('hr').filter((size) => size < 5)).toEqual([3, 3, 4, 1]);
    expect(sizes('management').filter((size) => size < 5)).toEqual([4, 2, 0]);
  });
});
