import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { recordMappingSchema } from '../../functions/ingest/sources/record-mapping.ts';
import { wrongSetting } from '../../shared/changes/source-settings.ts';
import { type FormatOptions, formats, guessFormat, type ImportFormat } from './format.ts';
import { type ImportTarget, importContext } from './import-context.ts';
import { filesOf } from './input.ts';
import { MissingOption } from './missing-option.ts';

export interface PlanOptions extends Partial<ImportTarget> {
  format?: string;
  /** A file. */
  mapping?: string;
  /** JSON, or a file that holds it, also with an @ before its name. */
  settings?: string;
}

export interface ImportPlan {
  format: ImportFormat;
  options: FormatOptions;
  /** What else than the files decides what is sent. */
  identity: string;
}

/** Which format an import has and what it is told; throws when it cannot be begun: a `MissingOption`, or what names what is wrong. */
export async function planImport(path: string | undefined, given: PlanOptions): Promise<ImportPlan> {
  const { source, channel, department } = given;
  const name =
    given.format ??
    guessFormat(path === undefined ? [] : filesOf(path).map((file) => basename(file)), given.mapping !== undefined);
  const format = await formats[name]?.();
  if (format === undefined)
    throw new Error(`There is no format ${name}: known are ${Object.keys(formats).join(', ')}.`);
  // CloudEvents say all three themselves.
  const target = { source: source ?? '', channel: channel ?? '', department: department ?? '' };
  const missing = name === 'cloudevents' ? [] : Object.entries(target).filter(([, value]) => value === '');
  if (missing.length > 0) {
    throw new MissingOption(`the format ${name} needs ${missing.map(([option]) => `--${option}`).join(', ')}`);
  }
  const mapping = given.mapping === undefined ? undefined : recordMappingSchema.safeParse(jsonOf(given.mapping));
  if (mapping?.error) throw new Error(`${given.mapping} at ${pathOf(mapping.error)}`);
  const settings = settingsOf(format, given.settings ?? '{}');
  return {
    format,
    options: { context: importContext(target, settings), mapping: mapping?.data },
    identity: JSON.stringify([name, target, settings, mapping?.data]),
  };
}

function settingsOf({ settings: check }: ImportFormat, given: string): unknown {
  try {
    return check?.(jsonOf(given));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const { field, message } = wrongSetting(error);
    throw new Error(`${field}: ${message}.`);
  }
}

function jsonOf(textOrFile: string): unknown {
  const isJson = textOrFile.trimStart().startsWith('{');
  const text = isJson ? textOrFile : readFileSync(textOrFile.replace(/^@/, ''), 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${textOrFile.slice(0, 100)} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

const pathOf = ({ issues: [issue] }: { issues: { path: PropertyKey[]; message: string }[] }): string =>
  `${issue?.path.map(String).join('.') || 'its top'}: ${issue?.message}`;
