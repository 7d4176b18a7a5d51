import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { atPlace, type PagePlace } from '../parts/page-place.ts';

/** A walk that finds nothing gives up after a while: so often it is asked to go on by itself, then by its reader. */
const hops = 8;

/**
 * Goes on to the next page while pages are empty but more may follow, as happens where little fits in much. True while it
 * does.
 */
export function useSkipEmptyPages(empty: boolean, next: PagePlace | undefined): boolean {
  const navigate = useNavigate();
  const made = useRef(0);
  const going = empty && next !== undefined && made.current < hops;
  const place = JSON.stringify(next ?? null);
  useEffect(() => {
    if (!empty) made.current = 0;
    const to = JSON.parse(place) as PagePlace | null;
    if (!empty || to === null || made.current >= hops) return;
    made.current += 1;
    void navigate({ to: '.', search: atPlace(to), replace: true });
  }, [empty, place, navigate]);
  return going;
}
