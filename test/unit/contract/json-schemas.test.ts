import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enquiry, enquiryWith, refusedEvents, reply } from '../../../functions/ingest/contract/example-events.ts';
import { jsonSchemas } from '../../../functions/ingest/contract/json-schemas.ts';
import { cloudEventSchema } from '../../../shared/interaction.ts';
import { cloudEvent, entriesOf, ingest } from '../ingest-harness.ts';
import { validatorOf } from './validator.ts';

const schemas = jsonSchemas();
const validator = (name: string) => validatorOf(schemas[name] ?? {});
const isCloudEvent = validator('cloudevent.v1');

const set = (value: object, [step = '', ...rest]: readonly string[], to: unknown): object => {
  const held = (value as Record<string, object>)[step];
  return { ...value, [step]: rest.length === 0 ? to : set(held ?? {}, rest, to) };
};

describe('the JSON Schema of what is sent', () => {
  it('takes what ingest takes', () => {
    expect([enquiry, reply].map((event) => isCloudEvent(event))).toEqual([true, true]);
  });

  it('refuses what ingest refuses, as far as the organisation and the clock do not decide it', () => {
    const [type, channel, department, clock, target, id] = refusedEvents.map((event) => isCloudEvent(event));
    expect({ type, target, id }).toEqual({ type: false, target: false, id: false });
    expect({ channel, department, clock }).toEqual({ channel: true, department: true, clock: true });
    expect(isCloudEvent(enquiryWith({ chanel: 'x' }))).toBe(false);
  });

  it('agrees with ingest on every field, whatever stands there', () => {
    const paths = [
      ...['specversion', 'id', 'source', 'type', 'time', 'subject', 'data'].map((name) => [name]),
      ...Object.keys(cloudEventSchema.shape.data.shape).map((name) => ['data', name]),
      ...['id', 'kind', 'department', 'manager'].flatMap((name) => [
        ['data', 'actor', name],
        ['data', 'counterpart', name],
      ]),
      ['extension'],
      ['data', 'unknown'],
    ];
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        '',
        'x'.repeat(41),
        'x'.repeat(513),
        'a\u0000b',
        'a b',
        'en-GB',
        'like',
        1,
        -1,
        1.5,
        1e13,
      ),
      fc.constantFrom<unknown>(
        '1.0',
        'polylog.view.v1',
        'closed',
        'inbound',
        true,
        [],
        ['a'],
        [''],
        Array(21).fill('a'),
      ),
      fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), values, (path, value) => {
        const event = set(enquiry, path, value);
        expect([event, isCloudEvent(event)]).toEqual([event, cloudEventSchema.safeParse(event).success]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the JSON Schemas of the bus', () => {
  it('say what is published', async () => {
    const { post, bus } = ingest();
    const data = { counterpart: { id: 'agent' }, text: 'Where is it?', topics: ['a'], audience: 3 };
    await post([
      cloudEvent({}, data),
      cloudEvent({ id: '2', type: 'polylog.edit.v1' }, { target: 'comment:1:create' }),
    ]);
    const details = bus.sent.flatMap(entriesOf).map(({ Detail }) => JSON.parse(Detail));
    expect(details).toHaveLength(1);
    const isDetail = validator('bus-detail.v1');
    expect([isDetail(details[0]), isDetail.errors]).toEqual([true, null]);
    const isInteraction = validator('interaction.v1');
    for (const interaction of details[0].interactions) expect(isInteraction(interaction)).toBe(true);
    expect(isInteraction({ ...details[0].interactions[0], actor: {} })).toBe(false);
  });

  it('let fields be added, also inside', () => {
    const objects = (schema: object): { additionalProperties?: unknown }[] =>
      Object.values(schema).flatMap((part) =>
        typeof part === 'object' && part !== null ? [part, ...objects(part)] : [],
      );
    for (const name of ['interaction.v1', 'bus-detail.v1', 'alert-detail.v1', 'verdict.v1', 'problem.v1']) {
      expect(objects(schemas[name] ?? {}).filter((part) => part.additionalProperties === false)).toEqual([]);
    }
  });
});
