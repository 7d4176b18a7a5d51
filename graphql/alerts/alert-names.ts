import type { AlertNames } from '../../shared/alert-message.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import type { Directory } from '../directory.ts';

/** What people call departments, channels and sources; what is not known any more goes by its id. */
export const alertNames = (
  directory: Pick<Directory, 'department' | 'channel'>,
  sources: ReadonlyMap<string, Pick<RegisteredSource, 'name'>>,
): AlertNames => ({
  department: (id) => directory.department(id).name,
  channel: (id) => directory.channel(id).name,
  source: (id) => sources.get(id)?.name ?? id,
});
