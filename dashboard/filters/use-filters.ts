import { useMatches, useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, use, useMemo } from 'react';
import { useFormat, usePage } from '../app/page-context.tsx';
import type { Format } from '../i18n/format.ts';
import { comparisonInput } from './comparison.ts';
import { type Filters, readFilters, writeFilters } from './filters.ts';
import { type FilterName, filtersOf, keepFollowed } from './followed-filters.ts';
import { type Days, daysOf, type Granularity, granularityOf, spanInput, todayIn } from './span.ts';

export interface View {
  filters: Filters;
  /** The days of the period in the zone of the view, as of today there. */
  days: Days;
  today: string;
  zone: string;
  /** Of a time axis over these days. */
  granularity: Granularity;
  /** What `report` is asked with: `{...input, metrics, by}`. */
  input: ReturnType<typeof inputOf>;
  format: Format;
}

/** Around what is shown: the view that it was asked for, while what the address says now is on its way. */
export const ShownView = createContext<View | undefined>(undefined);

/** The filters of the address that the page follows, and what they mean today; of what is shown, those that it was asked for. */
export function useView(): View {
  const shown = use(ShownView);
  const route = useRoute();
  const { shell } = usePage();
  const chosen = useChosen();
  const filters = useMemo(() => keepFollowed(chosen, route), [chosen, route]);
  const zone = filters.zone ?? shell.organisation.homeTimeZone;
  const format = useFormat(zone);
  const today = todayIn(zone, Date.now());
  const { weekStart } = shell.organisation;
  const now = useMemo(() => {
    const days = daysOf(filters, today, weekStart);
    return { filters, days, today, zone, granularity: granularityOf(days), input: inputOf(filters), format };
  }, [filters, today, zone, format, weekStart]);
  return shown ?? now;
}

/** The filters that the page follows; undefined for one without a bar. */
export const useFollowedFilters = (): readonly FilterName[] | undefined => filtersOf(useRoute());

/** Changes filters: the address follows, so that the browser's way back is the way back here, too. */
export function useChangeFilters(): (change: Partial<Filters>) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => {
        const own = Object.entries(before).filter(([key]) => !(key in emptyFilters));
        return { ...Object.fromEntries(own), ...writeFilters({ ...readFilters(before), ...change }) };
      },
      resetScroll: false,
    });
}

/** The filters of the address as parameters of a link, with some changed: following a link loses no choice. */
export function useLinkFilters(): (change?: Partial<Filters>) => Record<string, string> {
  const chosen = useChosen();
  return (change = {}) => writeFilters({ ...chosen, ...change });
}

/** All filters of the address, whatever this page makes of them. */
function useChosen(): Filters {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const text = JSON.stringify(search);
  return useMemo(() => readFilters(JSON.parse(text)), [text]);
}

const useRoute = (): string => useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '/' });

const emptyFilters: Record<keyof Filters, true> = {
  period: true,
  from: true,
  to: true,
  compare: true,
  department: true,
  channel: true,
  zone: true,
};

function inputOf(filters: Filters) {
  const { department, channel, zone } = filters;
  const filter = {
    ...(department.length > 0 && { departments: department }),
    ...(channel.length > 0 && { channels: channel }),
  };
  return {
    ...spanInput(filters),
    compareTo: comparisonInput(filters),
    ...(zone !== undefined && { timeZone: zone }),
    ...(Object.keys(filter).length > 0 && { filter }),
  };
}
