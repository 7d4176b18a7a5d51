import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { busDetailType, busSource, type Interaction } from '../../shared/interaction.ts';

/** An entry of the bus and the positions of its interactions in the request. */
export interface PackedEntry {
  entry: PutEventsRequestEntry;
  /** As EventBridge counts: UTF-8 of source, detail type and detail. */
  bytes: number;
  indices: number[];
}

export interface PackedEntries {
  entries: PackedEntry[];
  /** Positions of interactions that alone are larger than an entry. */
  tooLarge: number[];
}

export interface PackLimits {
  entryBytes: number;
  requestEntries: number;
  requestBytes: number;
}

/**
 * An entry stays under the 256 KB that EventBridge, SQS and archives all took before 2025, with room for the envelope
 * that the rule passes on. A request holds 10 entries; PutEvents takes less than 1 MB in total (256 KB before), and the
 * names of the fields in the request are not in EventBridge's sum but cost a little.
 */
const packLimits: PackLimits = { entryBytes: 200_000, requestEntries: 10, requestBytes: 1_000_000 };

/**
 * Packs interactions by (source, department), in order, into as few entries as fit in `limits.entryBytes` each, so that
 * a rule for one department gets no other's rows; each says which `trace` it is of. Every position is in exactly one entry or in `tooLarge`.
 */
export function packEntries(
  interactions: readonly Interaction[],
  busName: string,
  limits: PackLimits = packLimits,
  trace?: string,
): PackedEntries {
  const traced = trace === undefined ? '' : `"trace":"${trace}",`;
  const open = new Map<string, OpenEntry>();
  const closed: PackedEntry[] = [];
  const tooLarge: number[] = [];
  interactions.forEach((interaction, index) => {
    const { source, department } = interaction;
    const group = `${department} ${source}`;
    const text = JSON.stringify(interaction);
    const bytes = Buffer.byteLength(text);
    let entry = open.get(group);
    if (entry !== undefined && entry.bytes + 1 + bytes > limits.entryBytes) {
      closed.push(close(entry, busName));
      open.delete(group);
      entry = undefined;
    }
    if (entry !== undefined) {
      entry.texts.push(text);
      entry.indices.push(index);
      entry.bytes += 1 + bytes;
      return;
    }
    const head = `{"version":1,"source":${JSON.stringify(source)},"department":${JSON.stringify(department)},${traced}"interactions":[`;
    const total = nameBytes + Buffer.byteLength(head) + bytes + tail.length;
    if (total > limits.entryBytes) tooLarge.push(index);
    else open.set(group, { head, texts: [text], indices: [index], bytes: total });
  });
  for (const entry of open.values()) closed.push(close(entry, busName));
  return { entries: closed, tooLarge };
}

/** Splits entries, in order, into requests within the limits of PutEvents. */
export function packRequests(entries: readonly PackedEntry[], limits: PackLimits = packLimits): PackedEntry[][] {
  const requests: PackedEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const last = requests.at(-1);
    if (last !== undefined && last.length < limits.requestEntries && bytes + entry.bytes <= limits.requestBytes) {
      last.push(entry);
      bytes += entry.bytes;
    } else {
      requests.push([entry]);
      bytes = entry.bytes;
    }
  }
  return requests;
}

interface OpenEntry {
  head: string;
  texts: string[];
  indices: number[];
  bytes: number;
}

const tail = ']}';
const nameBytes = busSource.length + busDetailType.length;

const close = ({ head, texts, indices, bytes }: OpenEntry, busName: string): PackedEntry => ({
  entry: { EventBusName: busName, Source: busSource, DetailType: busDetailType, Detail: head + texts.join(',') + tail },
  bytes,
  indices,
});
