import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useMay } from '../app/page-context.tsx';
import { useLinkFilters, useView } from '../filters/use-filters.ts';
import { type BehindPoint, behindSearch } from './behind-link.ts';

export interface BehindLinks {
  /** The parameters of a link `<Link to="/behind" search={…}>`. */
  search: (point: BehindPoint) => Record<string, string>;
  /** Goes there at once: for points of a picture, which cannot be links. */
  open: (point: BehindPoint) => void;
}

/**
 * The ways from a number to what is behind it; undefined for viewers who may not see it. What a point leaves open
 * (departments, channels, time zone) is as in the filters of the view.
 */
export function useBehind(): BehindLinks | undefined {
  const may = useMay('INTERACTIONS');
  const navigate = useNavigate();
  const { filters } = useView();
  // What is behind a point has days of its own: the way back is kept whole.
  const back = useLocation({ select: ({ href }) => href });
  const kept = JSON.stringify(useLinkFilters()());
  const search = useCallback(
    (point: BehindPoint) => {
      const { department: departments, channel: channels, zone } = filters;
      // A time zone that this page does not follow would be that of other days.
      const { department: _all, channel: _every, zone: _other, ...rest } = JSON.parse(kept) as Record<string, string>;
      return { ...rest, back, ...behindSearch({ departments, channels, zone, ...point }) };
    },
    [filters, kept, back],
  );
  return useMemo(
    () => (may ? { search, open: (point) => void navigate({ to: '/behind', search: search(point) }) } : undefined),
    [may, search, navigate],
  );
}
