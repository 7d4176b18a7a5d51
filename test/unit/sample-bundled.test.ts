import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSample } from '../../sample/read-sample.ts';
import { sampleSets, setOf } from '../../sample/sets.ts';
import { cloudEventSchema } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { textModel } from '../../shared/text-model.ts';

const sample = readSample();
const distinct = (values: string[]) => [...new Set(values)].sort();

describe('the bundled sample', () => {
  test('holds at least 20,000 interactions that the wire contract takes', () => {
    const wrong = sample.filter((event) => !cloudEventSchema.safeParse(event).success);
    expect(wrong).toEqual([]);
    expect(sample.length).toBeGreaterThanOrEqual(20_000);
  });

  test('covers at least six departments and six channels of all three kinds', () => {
    const channels = distinct(sample.map(({ data }) => data.channel));
    const known = new Map(defaultOrganisation.channels.map(({ id, kind }) => [id, kind]));
    expect(channels.length).toBeGreaterThanOrEqual(6);
    expect(distinct(channels.map((id) => known.get(id) ?? `unknown: ${id}`))).toEqual(['direct', 'internal', 'social']);
    const departments = distinct(sample.map(({ data }) => data.department));
    expect(departments.length).toBeGreaterThanOrEqual(6);
    expect(defaultOrganisation.departments.map(({ id }) => id)).toEqual(expect.arrayContaining(departments));
  });

  test('gives every interaction an identity of its own', () => {
    expect(new Set(sample.map(({ source, id }) => `${source}\n${id}`)).size).toBe(sample.length);
  });

  test('lets every edit follow the interaction that it changes', () => {
    const byId = new Map(sample.map((event) => [`${event.source}\n${event.id}`, event]));
    const edits = sample.filter(({ type }) => type === 'polylog.edit.v1');
    expect(edits.length).toBeGreaterThan(0);
    for (const { source, time, data } of edits) {
      const original = byId.get(`${source}\n${data.target}`);
      expect(original && original.time <= time).toBe(true);
    }
  });

  test('keeps no text, address, handle or name of a person', () => {
    const person = /^[A-Za-z0-9_-]{11}$/;
    for (const { id, subject, data } of sample) {
      const { actor, counterpart, conversation, object, idea, inReplyTo, text } = data;
      expect(text ?? subject).toBeUndefined();
      expect(id).toMatch(/^[a-z]+:[A-Za-z0-9_-]{11}(:[A-Za-z0-9_-]{11})?:[a-z]+$/);
      for (const hidden of [actor.id, counterpart?.id, conversation, object, idea, inReplyTo]) {
        if (hidden !== undefined) expect(hidden).toMatch(person);
      }
    }
    expect(JSON.stringify(sample)).not.toMatch(/@|https?:/);
  });

  test('carries what was read of its texts, by the text model of now, and no topic that may be a name', () => {
    const counts = JSON.parse(readFileSync(new URL('../../sample/counts.json', import.meta.url), 'utf8'));
    expect(counts.textModel, 'make the sample again').toBe(textModel.id);
    for (const set of sampleSets) {
      const mine = sample.filter(({ source }) => setOf(source) === set);
      const worded = mine.filter(({ data }) => data.worded);
      const having = (field: 'language' | 'sentiment' | 'topics') =>
        worded.filter(({ data }) => data[field] !== undefined).length;
      expect(counts.sets[set]).toMatchObject({
        ...{ worded: worded.length, language: having('language') },
        ...{ sentiment: having('sentiment'), topics: having('topics') },
      });
      const writers = new Map<string, Set<string>>();
      for (const { data } of mine) {
        for (const topic of data.topics ?? []) {
          writers.set(topic, (writers.get(topic) ?? new Set()).add(data.actor.id));
          expect(topic).toMatch(/^\p{Ll}{4,32}$/u);
        }
      }
      expect([...writers].filter(([, people]) => people.size < 3)).toEqual([]);
    }
    expect(sample.filter(({ data }) => data.sentiment !== undefined).length).toBeGreaterThan(4_000);
    // A sentiment or a topic without words would be made up; only a language may be the set's own.
    const madeUp = sample.filter(({ data }) => !data.worded && (data.sentiment ?? data.topics) !== undefined);
    expect(madeUp).toEqual([]);
  });

  test('consists of what counts.json and the notice say', () => {
    const counts = JSON.parse(readFileSync(new URL('../../sample/counts.json', import.meta.url), 'utf8'));
    const notice = readFileSync(new URL('../../sample/NOTICE.md', import.meta.url), 'utf8');
    expect(counts.interactions).toBe(sample.length);
    for (const set of sampleSets) {
      const times = sample.filter(({ source }) => setOf(source) === set).map(({ time }) => time.slice(0, 10));
      expect(counts.sets[set]).toMatchObject({ interactions: times.length, from: times[0], to: times.at(-1) });
      expect(notice).toContain(`| \`${set}\` `);
    }
  });

  test('keeps the known answer of the customer care set: 1,025 first replies, median 7,482 s, p90 200,096 s', () => {
    const care = sample.filter(({ source }) => setOf(source) === 'ibm-twitter-care');
    const waits = [...Map.groupBy(care, ({ data }) => data.conversation).values()].map((turns) => {
      const asked = turns.find(({ type }) => type === 'polylog.enquiry.v1');
      const answer = turns.find(({ type }) => type === 'polylog.reply.v1');
      return (Date.parse(answer?.time ?? '') - Date.parse(asked?.time ?? '')) / 1000;
    });
    waits.sort((a, b) => a - b);
    expect(waits).toHaveLength(1025);
    expect(waits[Math.ceil(0.5 * 1025) - 1]).toBeCloseTo(7481.5, 0);
    expect(waits[Math.ceil(0.9 * 1025) - 1]).toBeCloseTo(200_095.5, 0);
  });
});
