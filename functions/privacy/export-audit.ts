import { listAudit } from '../../shared/store/audit.ts';
import { pageSize } from '../../shared/store/connection.ts';
import type { ExportFrom } from './export-person.ts';

/** Reads on through the audit trail, newest first, for entries that name the person. */
export const exportAudit: ExportFrom = async (at, _most, { words }, { client, tables }) => {
  const page = { first: pageSize.max, ...(at !== undefined && { after: at }) };
  const { edges, pageInfo } = await listAudit(client, tables.registryTable, page);
  const data = edges.flatMap(({ node }) => (words.some((word) => JSON.stringify(node).includes(word)) ? [node] : []));
  return { data, ...(pageInfo.hasNextPage && pageInfo.endCursor !== null && { next: pageInfo.endCursor }) };
};
