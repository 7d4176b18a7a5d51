import * as z from 'zod';

/** What the aggregate function reads from its environment; a missing variable ends the start with its name. */
export const environmentSchema = z.object({
  LEDGER_TABLE: z.string(),
  CELLS_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  REJECTIONS_TABLE: z.string(),
  PSEUDONYM_SECRET_ID: z.string(),
  LANES: z.coerce.number().int().min(1).max(64),
});
