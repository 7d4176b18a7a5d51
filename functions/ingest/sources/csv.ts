import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import type { SourceAdapter } from './adapter.ts';
import { csvOptions } from './csv/csv-options.ts';
import { kind } from './kind.ts';
import { mapRecord, recordMappingSchema } from './record-mapping.ts';

const settings = z.strictObject({ mapping: recordMappingSchema });
type Settings = z.infer<typeof settings>;

interface ReadRow {
  record: Record<string, string>;
  info: { error?: unknown };
}

const rowSchema = z.looseObject({ row: z.record(z.string(), z.string()), uneven: z.boolean().optional() });

const unevenRow: Refusal = {
  code: 'CHANGED_SHAPE',
  path: 'row',
  message: 'The row has another number of columns than the head.',
};

/** Rows that an own system or an export sends as `text/csv`; a mapping document says what becomes what. */
export const csv: SourceAdapter<Settings> = {
  id: 'csv',
  name: 'CSV',
  description: 'Tables of any system, one interaction a row, by a mapping document.',
  settings,
  secrets: {},
  webhook: {
    verify: 'key',
    read({ body }, { mapping }) {
      try {
        const rows = parse(body, csvOptions(mapping.csv)) as unknown as ReadRow[];
        return rows.map(({ record: row, info }) => ({
          kind: 'row',
          payload: { row, ...(info.error !== undefined && { uneven: true }) },
        }));
      } catch {
        // The parser's message quotes the row.
        return { code: 'INVALID', path: '', message: 'The body is not CSV as the mapping says.' };
      }
    },
  },
  kinds: {
    row: kind('what the mapping says', rowSchema, ({ row, uneven }, { settings: { mapping }, opaque }) => {
      if (uneven) return unevenRow;
      const mapped = mapRecord(row, mapping, opaque);
      return 'ignored' in mapped ? [] : mapped;
    }),
  },
};
