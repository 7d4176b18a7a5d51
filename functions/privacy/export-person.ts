import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Author } from '../../shared/audit.ts';
import { erasedHash } from '../../shared/erased-people.ts';
import { erasureWords } from '../../shared/erasure-words.ts';
import {
  cursorOfExport,
  type ExportPlace,
  type ExportPosition,
  exportLimits,
  type PersonPage,
  type PersonRecord,
  placeAfter,
  positionOfExport,
} from '../../shared/person-export.ts';
import { membersOf } from '../../shared/person-merges.ts';
import { isPseudonym, pseudonymsOf } from '../../shared/pseudonym.ts';
import { auditItem } from '../../shared/store/audit.ts';
import { loadErasedNotes } from '../../shared/store/erased-notes.ts';
import { listRetentionKeys } from '../../shared/store/retention-keys.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { loadMergeGroups } from './erase-merges.ts';
import { exportAudit } from './export-audit.ts';
import { exportFacts } from './export-facts.ts';
import { exportPresence } from './export-presence.ts';
import { exportRejections } from './export-rejections.ts';

export interface ExportRequest {
  /** The id as senders write it, or a pseudonym. */
  person: string;
  author: Author;
  /** The most records of the page. */
  first: number;
  /** Where the page begins, as the page before said. */
  after?: string | undefined;
}

/** Whom an export is about. */
export interface ExportSubject {
  /** As senders write it; absent when only a pseudonym was given. */
  person?: string;
  pseudonyms: readonly string[];
  /** Those that were merged. */
  merged: readonly string[];
  /** Everything that means the person in the ledger, the pseudonyms among them. */
  words: readonly string[];
}

/** Some of what lies in a place, and where the rest begins; no `next` at its end. */
export interface ExportedPart {
  data: unknown[];
  next?: string;
}

/** Reads on in a place: a bounded part of it, which may hold nothing of the person. */
export type ExportFrom = (
  at: string | undefined,
  most: number,
  subject: ExportSubject,
  deps: PrivacyDependencies,
) => Promise<ExportedPart>;

const exporters: Record<ExportPlace, ExportFrom> = {
  FACT: exportFacts,
  PRESENCE: exportPresence,
  REJECTION: exportRejections,
  MERGE: async (_at, _most, { merged: people }) => ({ data: people.length > 0 ? [{ people }] : [] }),
  AUDIT: exportAudit,
};

/**
 * A page of what is held on a person, by all identities that are known to be them: all that an erasure would touch. The
 * first page is noted in the audit trail. Bounded in records, bytes and time, so a page may be short or empty though more
 * follows. `undefined`: `after` is no cursor of an export of this person, or of one over a day ago.
 */
export async function exportPerson(request: ExportRequest, deps: PrivacyDependencies): Promise<PersonPage | undefined> {
  const { person, author, first, after } = request;
  const { wrapping } = await deps.loadKeys();
  let position: ExportPosition | undefined =
    after === undefined ? { place: 'FACT' } : positionOfExport(wrapping, person, after, deps.clock());
  if (!position) return undefined;
  const subject = await subjectOf(person, deps);
  if (after === undefined) await note(subject, author, deps);
  const until = deps.clock() + exportLimits.milliseconds;
  const records: PersonRecord[] = [];
  let bytes = 0;
  while (position && records.length < first && bytes < exportLimits.bytes && deps.clock() < until) {
    const { place, at }: ExportPosition = position;
    const { data, next } = await exporters[place](at, first - records.length, subject, deps);
    for (const one of data) {
      records.push({ place, data: one });
      bytes += JSON.stringify(one).length;
    }
    const following = placeAfter(place);
    position = next !== undefined ? { place, at: next } : following && { place: following };
  }
  return { records, ...(position && { next: cursorOfExport(wrapping, person, position, deps.clock()) }) };
}

async function subjectOf(person: string, deps: PrivacyDependencies): Promise<ExportSubject> {
  const { client, tables } = deps;
  const keys = await deps.loadKeys();
  const groups = await loadMergeGroups(deps);
  const pseudonyms = [...new Set(pseudonymsOf(keys, person).flatMap((one) => membersOf(groups, one)))];
  const merged = pseudonyms.filter((one) => groups[one] !== undefined);
  const kept = await listRetentionKeys({ client, tableName: tables.registryTable, wrapping: keys.wrapping });
  const words = erasureWords(
    { groups: [pseudonyms], replacement: '' },
    kept.map(({ key }) => key),
  );
  return { ...(!isPseudonym(person) && { person }), pseudonyms, merged, words: [...words.keys()] };
}

/**
 * Who asked what is held on whom: by the pseudonym, which an erasure takes out of the trail. Who was erased is not named:
 * whoever makes sure that nothing is left would leave the pseudonym there for good.
 */
async function note({ pseudonyms }: ExportSubject, author: Author, deps: PrivacyDependencies): Promise<void> {
  const { client, clock, tables } = deps;
  const { erased } = await deps.loadKeys();
  const hashes = new Set(pseudonyms.map((one) => erasedHash(erased, one)));
  const notes = await loadErasedNotes({ client, tableName: tables.registryTable });
  const subject = notes.some(({ hash }) => hashes.has(hash)) ? 'person who was erased' : `person ${pseudonyms[0]}`;
  const entry = { ...author, roles: [...author.roles], action: 'exportPerson', subject, before: null, after: null };
  await client.send(new PutItemCommand({ TableName: tables.registryTable, Item: auditItem(entry, clock()) }));
}
