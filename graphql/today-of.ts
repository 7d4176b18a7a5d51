import { knownZone } from '../shared/zone.ts';
import type { ApiContext } from './context.ts';

/** Today in the organisation's home time zone. */
export const todayOf = ({ deps, directory }: Pick<ApiContext, 'deps' | 'directory'>): string =>
  knownZone(directory.organisation.homeTimeZone).dayOf(deps.clock());
