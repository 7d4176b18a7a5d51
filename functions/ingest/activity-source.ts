import type { Organisation } from '../../shared/organisation.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import type { ActivityContext } from './activity-meaning.ts';
import type { Caller } from './authenticate.ts';
import type { Problem } from './problem.ts';

/**
 * What the source of ActivityStreams bodies says about them: channel and department come from the registered source of
 * the key. The local key names its source by `?source=` and may say `channel` and `department` there, too, for one that
 * is not registered yet; 422 when something is missing.
 */
export async function activitySource(
  caller: Caller,
  query: Record<string, string>,
  sources: Pick<SourceRegistry, 'findSource'>,
  organisation: Organisation,
): Promise<ActivityContext | Problem> {
  const source = caller.source?.id ?? query.source;
  if (source === undefined || !/^\S{1,512}$/.test(source)) {
    return {
      status: 422,
      code: 'SOURCE_REQUIRED',
      message: 'An ActivityStreams body does not name its source: add ?source=<URI of the account or feed>.',
    };
  }
  const hints = caller.source === undefined ? query : {};
  const registered = caller.source ?? (await sources.findSource(source));
  const channel = hints.channel ?? registered?.channel;
  const department = hints.department ?? registered?.department;
  if (channel === undefined || department === undefined) {
    return {
      status: 422,
      code: 'SOURCE_INCOMPLETE',
      message:
        caller.source === undefined
          ? 'The source is not registered with a channel and a department: add &channel= and &department=.'
          : 'The source is registered without a channel or a department: have them added.',
    };
  }
  return {
    source,
    channel,
    department,
    channelKind: organisation.channels.find(({ id }) => id === channel)?.kind,
    departments: organisation.departments.map(({ id }) => id),
  };
}
