import type { Format } from '../i18n/format.ts';

/** A warning of the API for people: its days and instants in their language, and without the id of the metric, which stands above it. */
export const writeWarning = (message: string, format: Pick<Format, 'day' | 'instant'>): string =>
  message
    .replace(/^[A-Z][A-Z0-9_]+: /, '')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, format.instant)
    .replace(/\d{4}-\d{2}-\d{2}/g, format.day);
