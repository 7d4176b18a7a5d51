import type { FoldContext } from './metrics/contribution.ts';
import type { Organisation } from './organisation.ts';
import { knownZone } from './zone.ts';

const contexts = new WeakMap<Organisation, FoldContext>();

/** The context in which an organisation's facts are folded; made once for each organisation. */
export function foldContextOf(organisation: Organisation): FoldContext {
  let context = contexts.get(organisation);
  if (!context) {
    context = { home: knownZone(organisation.homeTimeZone), organisation };
    contexts.set(organisation, context);
  }
  return context;
}
