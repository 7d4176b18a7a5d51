import { useSearch } from '@tanstack/react-router';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { type SourceState, sourceStates } from './source-state.ts';

/** Where in the page somebody is, as the address tells it. */
export interface Place {
  /** One source instead of all. */
  source?: string;
  /** Only sources in this state. */
  state?: SourceState;
  /** What was refused instead of how sources are. */
  view?: 'rejections';
  /** Of rejections: only those with this reason. */
  code?: string;
  /** Of rejections: `fixed` or `dismissed` instead of open ones. */
  settled?: 'fixed' | 'dismissed';
}

/** Reads a place out of the parameters of an address; what is misspelt is left out. */
export function readPlace(search: Readonly<Record<string, unknown>>): Place {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined);
  const source = text('source');
  const code = text('code');
  const state = sourceStates.find((one) => one === search.state);
  const settled = (['fixed', 'dismissed'] as const).find((one) => one === search.settled);
  return {
    ...(source !== undefined && { source }),
    ...(state && { state }),
    ...(search.view === 'rejections' && { view: 'rejections' as const }),
    ...(code !== undefined && { code }),
    ...(settled && { settled }),
  };
}

/** Where the page is, and parameters of links to elsewhere in it: they keep the filters of the other pages. */
export function usePlace() {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const filters = useLinkFilters();
  return {
    place: readPlace(search),
    linkTo: (place: Place): Record<string, string> => ({ ...filters(), ...place }),
  };
}
