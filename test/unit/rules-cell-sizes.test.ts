import { describe, expect, it } from 'vitest';
import type { CellKind } from '../../shared/cell.ts';
import { mergeDeltas, revisionsOf, splitAddress } from '../../shared/deltas.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import { addInteraction, changeThread, emptyContribution } from '../../shared/metrics/contribution.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { durationOf } from '../../shared/sketch.ts';
import { type Activity, defaultDirection } from '../../shared/vocabulary.ts';
import { interaction } from '../interactions.ts';

const context = foldContextOf(defaultOrganisation);
const limit = 4096;
const quarter = 900_000;
const first = Date.parse('2026-11-01T00:00:00Z');
const department = 'communications';
const channel = 'stackexchange';
const source = `https://stackexchange.com/${'x'.repeat(100)}`;

/** What DynamoDB counts: names and values in UTF-8; a number is a byte and one for each two digits. */
function sizeOf(partition: string, sort: string, counters: Map<string, number>): number {
  let size = 'pksk'.length + Buffer.byteLength(`${partition}#12${sort}`);
  for (const [name, count] of counters) size += name.length + 1 + Math.ceil(String(count).length / 2);
  return size;
}

function largest(contribution: ReturnType<typeof emptyContribution>): Partial<Record<CellKind | 'N', number>> {
  const sizes: Record<string, number> = {};
  for (const [address, cell] of contribution.cells) {
    const { partition, sort } = splitAddress(address);
    const kind = partition[0] as string;
    sizes[kind] = Math.max(sizes[kind] ?? 0, sizeOf(partition, sort, cell));
  }
  return sizes;
}

/** What is said in a busy channel, and by whom. */
const everyday: [Activity, 'customer' | 'employee'][] = [
  ['post', 'employee'],
  ['post', 'customer'],
  ['comment', 'customer'],
  ['comment', 'employee'],
  ['reaction', 'customer'],
  ['share', 'customer'],
  ['mention', 'customer'],
  ['follow', 'customer'],
  ['view', 'customer'],
  ['enquiry', 'customer'],
  ['reply', 'employee'],
  ['handover', 'employee'],
  ['resolution', 'employee'],
  ['idea', 'customer'],
  ['vote', 'customer'],
];

describe('a cell item stays within 4 KB', () => {
  it('of volume, when everything happens in every quarter hour of a month, thousands of times', () => {
    const all = emptyContribution();
    for (let at = first; at < first + 30 * 86_400_000; at += quarter) {
      for (const [activity, kind] of everyday) {
        const one = interaction({
          id: 'a',
          activity,
          source,
          department,
          channel,
          time: new Date(at).toISOString(),
          direction: defaultDirection(activity, kind),
          sampledRate: 5000,
          ...(activity === 'post' && kind === 'employee' && { audience: 2_000_000 }),
        });
        addInteraction(all, one as CountedInteraction, 1, context);
      }
    }
    mergeDeltas(all, revisionsOf(all.days));
    const sizes = largest(all);
    expect(Object.keys(sizes).sort()).toEqual(['N', 'S', 'V', 'v']);
    expect(Math.max(...Object.values(sizes))).toBeLessThanOrEqual(limit);
  });

  it('of episodes, when enquiries of every quarter hour are answered after every duration there is', () => {
    const all = emptyContribution();
    const turn = { source, department, channel, direction: 'inbound', kind: 'customer' } as const;
    for (let at = first; at < first + 4 * quarter; at += quarter) {
      for (let bucket = 0; bucket < 1300; bucket++) {
        const enquiry = { ...turn, at, id: 'e', activity: 'enquiry' } as const;
        const reply = { ...turn, at: at + Math.round(durationOf(bucket)), id: 'r', activity: 'reply' } as const;
        const turns = [enquiry, { ...reply, direction: 'outbound', kind: 'employee' } as const];
        for (let times = 0; times < 3; times++) changeThread(all, 'c', [], turns, context);
      }
    }
    const sizes = largest(all);
    expect(Object.keys(sizes).sort()).toEqual(['H', 'R', 'T', 'V', 'r', 'v']);
    expect(Math.max(...Object.values(sizes))).toBeLessThanOrEqual(limit);
  });
});
