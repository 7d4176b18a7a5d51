import * as z from 'zod';
import { daySchema, sentenceSchema } from './organisation-fields.ts';

const share = z.number().min(0, '0 to 1; 0.57 is 57 %').max(1, '0 to 1; 0.57 is 57 %');

/** Where the social share of customer interactions comes from and where it is to be, and who says so. */
export const benchmarkSchema = z
  .strictObject({
    baseline: share,
    baselineDate: daySchema,
    target: share,
    targetDate: daySchema,
    citation: sentenceSchema,
  })
  .refine(({ baselineDate, targetDate }) => baselineDate < targetDate, {
    path: ['targetDate'],
    error: 'a day after baselineDate',
  });
export type Benchmark = z.infer<typeof benchmarkSchema>;

/** The study names three to five years; five are taken. */
export const defaultBenchmark: Benchmark = {
  baseline: 0.07,
  baselineDate: '2026-01-01',
  target: 0.57,
  targetDate: '2031-01-01',
  citation: 'IBM, “Leading Through Connections”, Global CEO Study 2012',
};
