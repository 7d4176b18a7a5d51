import { ApiError } from '../shared/errors.ts';
import { foldContextOf } from '../shared/fold-context.ts';
import type { FoldContext } from '../shared/metrics/contribution.ts';
import type { ChannelConfig, DepartmentConfig, Organisation } from '../shared/organisation.ts';

/** The organisation as resolvers ask it. Rows of a report name departments and channels a thousand times. */
export interface Directory {
  organisation: Organisation;
  foldContext: FoldContext;
  /** A department or channel that was removed from the organisation still has its facts: it goes by its id. */
  department(id: string): DepartmentConfig;
  channel(id: string): ChannelConfig;
  findDepartment(id: string): DepartmentConfig | undefined;
  /** Of a filter; throw `UNKNOWN_DEPARTMENT` or `UNKNOWN_CHANNEL`, naming the known ones. */
  checkDepartments(ids: readonly string[]): void;
  checkChannels(ids: readonly string[]): void;
}

const directories = new WeakMap<Organisation, Directory>();

/** The directory of an organisation, made once for each. */
export function directoryOf(organisation: Organisation): Directory {
  let directory = directories.get(organisation);
  if (!directory) {
    directory = createDirectory(organisation);
    directories.set(organisation, directory);
  }
  return directory;
}

function createDirectory(organisation: Organisation): Directory {
  const departments = new Map(organisation.departments.map((one) => [one.id, one]));
  const channels = new Map(organisation.channels.map((one) => [one.id, one]));
  return {
    organisation,
    foldContext: foldContextOf(organisation),
    department: (id) => departments.get(id) ?? { id, name: { en: id, de: id }, headcount: [] },
    channel: (id) => channels.get(id) ?? { id, name: id, kind: 'direct' },
    findDepartment: (id) => departments.get(id),
    checkDepartments: (ids) => check(ids, departments, 'department', 'UNKNOWN_DEPARTMENT'),
    checkChannels: (ids) => check(ids, channels, 'channel', 'UNKNOWN_CHANNEL'),
  };
}

function check(ids: readonly string[], known: ReadonlyMap<string, unknown>, noun: string, code: string): void {
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return;
  const field = `filter.${noun}s`;
  throw new ApiError(code, `${field}: there is no ${noun} “${unknown}”.`, { field, [`${noun}s`]: [...known.keys()] });
}
