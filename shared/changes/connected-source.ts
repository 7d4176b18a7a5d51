import * as z from 'zod';
import { sourceSchema } from '../interaction.ts';
import type { Organisation } from '../organisation.ts';
import { nameSchema } from '../organisation-fields.ts';
import { checked } from './change.ts';
import { cadenceSchema, checkSourceChange } from './source.ts';
import { adapterOf, checkSettings } from './source-settings.ts';

/** What connects a source: its URI, its adapter, and where that what it says belongs. */
const connectedSourceSchema = z.strictObject({
  id: sourceSchema,
  adapter: z.string(),
  name: nameSchema.optional(),
  channel: z.string(),
  department: z.string(),
  owner: nameSchema.optional(),
  cadence: cadenceSchema.optional(),
  /** As JSON. */
  settings: z.string().default('{}'),
});
export type ConnectedSource = z.output<typeof connectedSourceSchema>;

/**
 * A source as it may be connected: adapter, channel and department are there, and the adapter takes the settings. Throws
 * an `ApiError` that names the field.
 */
export function checkConnectedSource(
  organisation: Organisation,
  input: z.input<typeof connectedSourceSchema>,
): ConnectedSource {
  const { id, adapter, settings, ...about } = checked(connectedSourceSchema, input);
  checkSourceChange(organisation, about);
  return { ...about, id, adapter, settings: checkSettings(adapterOf(adapter), settings) };
}
