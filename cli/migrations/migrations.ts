import { editsNameNobody } from './edits-name-nobody.ts';
import type { Migration } from './migration.ts';

/** All migrations, oldest first. The last one's version is `schemaVersion` of shared/store/schema-version.ts. */
export const migrations: readonly Migration[] = [editsNameNobody];
