import type { Problem } from './problem.ts';
import type { CloudEventMode } from './read-cloud-events.ts';

const accepted =
  'application/cloudevents+json, application/cloudevents-batch+json, application/json with ce-* headers, application/activity+json, or application/ld+json with the ActivityStreams profile';

/** How a body is to be read, from its headers; 415 when it cannot be. */
export function mediaTypeOf(headers: Headers): { format: CloudEventMode | 'activity' } | Problem {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  const parameter = (name: string) =>
    parameters
      .map((text) => text.trim())
      .find((text) => text.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replaceAll('"', '');
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return unsupported('Send the body without Content-Encoding.');
  if (!['utf-8', 'utf8'].includes(parameter('charset') ?? 'utf-8')) return unsupported('Send the body as UTF-8.');
  switch (type.trim()) {
    case 'application/cloudevents+json':
      return { format: 'structured' };
    case 'application/cloudevents-batch+json':
      return { format: 'batch' };
    case 'application/activity+json':
      return { format: 'activity' };
    case 'application/ld+json':
      if (parameter('profile')?.includes('activitystreams')) return { format: 'activity' };
      break;
    case 'application/json':
      if (headers.has('ce-specversion')) return { format: 'binary' };
      break;
  }
  return unsupported(`Send one of: ${accepted}.`);
}

const unsupported = (message: string): Problem => ({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message });
