import { mapRecord, type RecordMapping } from '../../../functions/ingest/sources/record-mapping.ts';
import type { FormatOptions } from '../format.ts';
import { eventOf } from '../import-context.ts';
import type { Made } from '../record.ts';

/** The mapping that a format cannot do without; throws when there is none. */
export function neededMapping({ mapping }: FormatOptions): RecordMapping {
  if (mapping === undefined) throw new Error('This format needs a mapping document: name it with --mapping.');
  return mapping;
}

/** What a record becomes by a mapping document. */
export function mapByDocument(record: unknown, mapping: RecordMapping, { context }: FormatOptions): Made {
  const mapped = mapRecord(record, mapping, context.opaque);
  if ('ignored' in mapped) return mapped;
  return 'code' in mapped ? { refused: mapped } : { events: [eventOf(mapped, context)] };
}
