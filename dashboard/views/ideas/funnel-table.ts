import type { ChartTable } from '../../charts/chart-table.ts';
import type { Format } from '../../i18n/format.ts';
import type { FunnelStage } from './bottleneck.ts';

interface Step extends FunnelStage {
  conversion: number | null;
  medianDays: number | null;
}

interface Words {
  step: string;
  ideas: string;
  conversion: string;
  open: string;
  declined: string;
  days: string;
  nameOf: (stage: string) => string;
  format: Pick<Format, 'number' | 'percent'>;
}

/** The funnel as rows, one for each step. */
export function funnelTable(steps: readonly Step[], words: Words): ChartTable {
  const { step, ideas, conversion, open, declined, days, nameOf, format } = words;
  const number = (cell: string | number) => format.number(Number(cell));
  return {
    columns: [
      { label: step },
      { label: ideas, numeric: true, format: number },
      { label: conversion, numeric: true, unit: 'share', format: (cell) => format.percent(Number(cell)) },
      { label: open, numeric: true, format: number },
      { label: declined, numeric: true, format: number },
      { label: days, numeric: true, format: number },
    ],
    rows: steps.map((one) => [nameOf(one.stage), one.count, one.conversion, one.open, one.declined, one.medianDays]),
  };
}
