import { channelKinds } from '../../charts/behind-link.ts';

export type ChannelKind = (typeof channelKinds)[number];

interface Counted {
  value: number | null;
}

export interface ChannelGroup<Value extends Counted> {
  kind: ChannelKind;
  /** Of the whole kind. */
  values: readonly Value[];
  /** Channels in which something happened, the busiest first. */
  channels: { id: string; values: readonly Value[] }[];
  /** Those in which nothing did, in the order of the organisation. */
  quiet: string[];
}

export interface GroupedReports<Value extends Counted> {
  byKind: readonly { channelKind: ChannelKind | null; values: readonly Value[] }[];
  byChannel: readonly { channel: { id: string } | null; values: readonly Value[] }[];
  channels: readonly { id: string; kind: ChannelKind }[];
}

/** The channels of a report by kind; its first metric counts what happened. */
export function groupChannels<Value extends Counted>({
  byKind,
  byChannel,
  channels,
}: GroupedReports<Value>): ChannelGroup<Value>[] {
  const told = new Map(byChannel.flatMap(({ channel, values }) => (channel ? [[channel.id, values] as const] : [])));
  const happened = (id: string) => told.get(id)?.[0]?.value ?? 0;
  return channelKinds.map((kind) => {
    const own = channels.filter((channel) => channel.kind === kind).map(({ id }) => id);
    return {
      kind,
      values: byKind.find(({ channelKind }) => channelKind === kind)?.values ?? [],
      channels: own
        .filter((id) => happened(id) > 0)
        .sort((a, b) => happened(b) - happened(a))
        .map((id) => ({ id, values: told.get(id) ?? [] })),
      quiet: own.filter((id) => happened(id) === 0),
    };
  });
}
