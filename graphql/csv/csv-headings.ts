import type { Dimension, MetricUnit } from '../../shared/metrics/metric.ts';
import type { Texts } from '../../shared/texts.ts';

/** The headings of columns that are no metrics; `{zone}` becomes the time zone of the report. */
export const headings = {
  firstDay: { en: 'First day ({zone})', de: 'Erster Tag ({zone})' },
  lastDay: { en: 'Last day ({zone})', de: 'Letzter Tag ({zone})' },
  start: { en: 'Start ({zone})', de: 'Beginn ({zone})' },
  end: { en: 'End, exclusive ({zone})', de: 'Ende, ausschließlich ({zone})' },
  id: { en: 'id', de: 'Kennung' },
  status: { en: 'status', de: 'Status' },
  previous: { en: 'before', de: 'vorher' },
  change: { en: 'relative change', de: 'relative Veränderung' },
  points: { en: 'change in percentage points', de: 'Veränderung in Prozentpunkten' },
  numerator: { en: 'numerator', de: 'Zähler' },
  denominator: { en: 'denominator', de: 'Nenner' },
  error: { en: 'relative error', de: 'relativer Fehler' },
  completeness: { en: 'completeness', de: 'Vollständigkeit' },
  warnings: { en: 'Warnings', de: 'Hinweise' },
} as const satisfies Record<string, Texts>;

export const dimensionNames: Record<Dimension, Texts> = {
  DEPARTMENT: { en: 'Department', de: 'Abteilung' },
  CHANNEL: { en: 'Channel', de: 'Kanal' },
  CHANNEL_KIND: { en: 'Kind of channel', de: 'Kanalart' },
  ACTIVITY: { en: 'Activity', de: 'Aktivität' },
  DIRECTION: { en: 'Direction', de: 'Richtung' },
};

export const unitNames: Record<MetricUnit, Texts> = {
  count: { en: 'count', de: 'Anzahl' },
  ratio: { en: 'ratio', de: 'Verhältnis' },
  seconds: { en: 'seconds', de: 'Sekunden' },
  people: { en: 'people', de: 'Personen' },
  days: { en: 'days', de: 'Tage' },
};
