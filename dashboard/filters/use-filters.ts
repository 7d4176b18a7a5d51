import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormat, usePage } from '../app/page-context.tsx';
import type { Format } from '../i18n/format.ts';
import { comparisonInput } from './comparison.ts';
import { type Filters, readFilters, writeFilters } from './filters.ts';
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

/** The filters of the address, and what they mean today. */
export function useView(): View {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const { shell } = usePage();
  const text = JSON.stringify(search);
  const filters = useMemo(() => readFilters(JSON.parse(text)), [text]);
  const zone = filters.zone ?? shell.organisation.homeTimeZone;
  const format = useFormat(zone);
  const today = todayIn(zone, Date.now());
  return useMemo(() => {
    const days = daysOf(filters, today, shell.organisation.weekStart);
    return { filters, days, today, zone, granularity: granularityOf(days), input: inputOf(filters), format };
  }, [filters, today, zone, format, shell.organisation.weekStart]);
}

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

/** The filters of this view as parameters of a link, with some changed: following a link loses no choice. */
export function useLinkFilters(): (change?: Partial<Filters>) => Record<string, string> {
  const { filters } = useView();
  return (change = {}) => writeFilters({ ...filters, ...change });
}

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
