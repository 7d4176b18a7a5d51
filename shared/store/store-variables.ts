import * as z from 'zod';

const name = z.string().min(1);

/** What the environment of a function says of the store; each picks what it is told. */
export const storeVariables = z.object({
  LEDGER_TABLE: name,
  CELLS_TABLE: name,
  REGISTRY_TABLE: name,
  REJECTIONS_TABLE: name,
  LANES: z.coerce.number().int().min(1).max(64),
});
