import ids from './operation-ids.json' with { type: 'json' };

/** The SHA-256 of each persisted document of the page, by the name of its operation. Made by `npm run generate`. */
export const operationIds: Readonly<Record<string, string | undefined>> = ids;
