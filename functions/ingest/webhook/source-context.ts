import type { KeyObject } from 'node:crypto';
import { opaqueId } from '../../../shared/opaque-id.ts';
import type { Organisation } from '../../../shared/organisation.ts';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import type { SourceAdapter, SourceContext } from '../sources/adapter.ts';

/** A registered source that its adapter cannot work for, and the field to mend. */
export interface Misconfigured {
  misconfigured: string;
}

/** What an adapter is told of the source it maps for, or the first field of the source that is missing or wrong. */
export function sourceContext(
  source: RegisteredSource,
  adapter: SourceAdapter,
  organisation: Organisation,
  opaqueKey: KeyObject,
): SourceContext | Misconfigured {
  const { id, channel, department } = source;
  if (channel === undefined) return { misconfigured: 'channel' };
  if (department === undefined) return { misconfigured: 'department' };
  const settings = adapter.settings.safeParse(parsed(source.settings));
  if (!settings.success) return { misconfigured: ['settings', ...(settings.error.issues[0]?.path ?? [])].join('.') };
  return {
    source: id,
    channel,
    channelKind: organisation.channels.find((one) => one.id === channel)?.kind,
    department,
    channels: organisation.channels.map((one) => one.id),
    departments: organisation.departments.map((one) => one.id),
    settings: settings.data,
    opaque: (text) => opaqueId(opaqueKey, text),
  };
}

function parsed(settings: string | undefined): unknown {
  try {
    return JSON.parse(settings ?? '{}');
  } catch {
    return undefined;
  }
}
