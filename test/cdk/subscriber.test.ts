import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packEntries, packRequests } from '../../functions/ingest/pack-entries.ts';
import { createBus } from '../../local/bus.ts';
import type { Topology } from '../../local/topology.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { DepartmentInteractions } from './subscriber-example.ts';

const root = join(import.meta.dirname, '../..');
const template = Template.fromStack(
  new DepartmentInteractions(new App(), 'Subscriber', { busName: 'polylog-bus', department: 'service' }),
);
const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
const pattern: Record<string, unknown> = rule?.Properties.EventPattern;

const sources = ['https://facebook.com/acme', 'https://x.com/acme'];
const departments = ['service', 'sales', 'service-desk'];
/** Of every source and department, enquiries and replies in turn. */
const interactions: Interaction[] = Array.from({ length: 60 }, (_, index) => ({
  source: sources[index % 2] ?? '',
  id: `i:${index}`,
  activity: index % 4 < 2 ? 'enquiry' : 'reply',
  time: '2026-11-20T10:00:00.000Z',
  recordedAt: '2026-11-20T10:00:01.000Z',
  digest: 'kq3vYw0b5tJ8m1xZrN7c2A',
  channel: 'x',
  department: departments[index % 3] ?? '',
  direction: 'inbound',
  actor: { id: 'p_Zt9vQ2mK4sLx8yB1nD6wEg', kind: 'customer' },
}));

/** The interactions that a rule with this pattern hands to its queue, published as ingest does. */
async function delivered(EventPattern: Record<string, unknown>): Promise<Interaction[]> {
  const bodies: string[] = [];
  const sqs = {
    send: async ({ input }: SendMessageBatchCommand) => {
      bodies.push(...(input.Entries ?? []).map(({ MessageBody }) => MessageBody ?? ''));
      return {};
    },
  };
  const Targets = [{ Id: 'Target0', Arn: 'arn:aws:sqs:local:000000000000:team' }];
  const rules = [{ name: 'Rule', EventBusName: 'polylog-bus', State: 'ENABLED', EventPattern, Targets }];
  const topology = { rules, buses: ['polylog-bus'] } as unknown as Topology;
  const unarchived = { wants: () => false, keep: () => undefined };
  const { putEvents } = createBus(topology, sqs as never, 'local', '000000000000', 'http://sqs', unarchived);
  for (const request of packRequests(packEntries(interactions, 'polylog-bus').entries)) {
    const Entries = request.map(({ entry: { Source = '', DetailType = '', Detail = '', EventBusName = '' } }) => ({
      Source,
      DetailType,
      Detail,
      EventBusName,
    }));
    expect((await putEvents({ Entries })).FailedEntryCount).toBe(0);
  }
  return bodies.flatMap((body) => JSON.parse(body).detail.interactions as Interaction[]);
}
const ids = (some: readonly Interaction[]) => some.map(({ id }) => id).toSorted();

describe('the stack of a subscriber', () => {
  it('is the one that the page shows', () => {
    const shown = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'docs/events.md'), 'utf8'))?.[1];
    expect(shown).toBe(readFileSync(join(import.meta.dirname, 'subscriber-example.ts'), 'utf8'));
  });

  it('hangs on the bus by its name, and loses nothing that cannot be delivered', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'polylog-bus',
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'events.amazonaws.com' } })]),
      }),
    });
  });

  it("gets its department's interactions, all of them and no other", async () => {
    const own = interactions.filter(({ department }) => department === 'service');
    expect(own).toHaveLength(20);
    expect(ids(await delivered(pattern))).toEqual(ids(own));
  });
});

describe('the patterns of the AsyncAPI document', () => {
  const document = parse(readFileSync(join(root, 'docs/asyncapi.yaml'), 'utf8'));
  const patterns: Record<string, Record<string, unknown>> = document.operations.publishInteractions[
    'x-eventbridge-patterns'
  ];
  const of = (name: string) => delivered(patterns[name] ?? {});

  it('pick everything, a department, a source', async () => {
    expect(ids(await of('all'))).toEqual(ids(interactions));
    expect(ids(await of('oneDepartment'))).toEqual(ids(interactions.filter((one) => one.department === 'service')));
    const facebook = ids(interactions.filter(({ source }) => source === sources[0]));
    expect(ids(await of('oneSource'))).toEqual(facebook);
    expect(ids(await of('sourcesOfOneProvider'))).toEqual(facebook);
  });

  it('pick whole events by an activity in them, as the page warns', async () => {
    const picked = await of('withSomeActivity');
    expect(new Set(picked.map(({ activity }) => activity))).toEqual(new Set(['enquiry', 'reply']));
  });
});
