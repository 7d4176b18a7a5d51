import * as z from 'zod';
import { findSourceAdapter, type SourceAdapterInfo } from '../source-adapters.ts';
import { refused } from './change.ts';

/** Settings are kept in the item of their source. */
const maxCharacters = 20_000;

/** The adapter of an id; throws `BAD_REQUEST`, naming those there are. */
export function adapterOf(id: string): SourceAdapterInfo {
  const adapter = findSourceAdapter(id);
  if (adapter) return adapter;
  throw refused('adapter', `there is no adapter “${id}”; the query sourceAdapters lists those there are`);
}

/**
 * The settings of a source as its adapter's JSON Schema takes them, written anew as JSON; throws `BAD_REQUEST` that names
 * the field. What a schema cannot say is checked when something of the source arrives.
 */
export function checkSettings(adapter: SourceAdapterInfo, text: string): string {
  if (text.length > maxCharacters) throw refused('settings', `at most ${maxCharacters} characters`);
  const parsed = schemaOf(adapter).safeParse(parseJson(text));
  if (parsed.success) return JSON.stringify(JSON.parse(text));
  const { field, message } = wrongSetting(parsed.error);
  throw refused(field, message);
}

/** Which setting a schema did not take, as `settings.mapping.rules`, and why. */
export function wrongSetting({ issues: [issue] }: z.ZodError): { field: string; message: string } {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return { field: ['settings', ...(issue?.path ?? []), ...unknown].join('.'), message: messageOf(issue) };
}

const schemas = new WeakMap<SourceAdapterInfo, z.ZodType>();

function schemaOf(adapter: SourceAdapterInfo): z.ZodType {
  const schema = schemas.get(adapter) ?? z.fromJSONSchema(adapter.settings);
  schemas.set(adapter, schema);
  return schema;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('settings', 'not JSON');
  }
}

const messageOf = (issue: z.core.$ZodIssue | undefined): string =>
  issue?.code === 'unrecognized_keys' ? 'the adapter has no such setting' : (issue?.message ?? 'not as it should be');
