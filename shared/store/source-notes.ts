import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dropOldest } from '../drop-oldest.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { conditionHeld } from './condition-held.ts';
import { countRequest, noteRequest, noteRunRequest, type SourceNote } from './source-item.ts';
import { noteKinds } from './source-kinds.ts';

const remembered = 10_000;

/** Notes on sources what is seen of them: how they are, beside what they say. */
export function createSourceNotes({ client, tableName }: Pick<RegistryOptions, 'client' | 'tableName'>) {
  const newest = new Map<string, string>();

  return {
    /**
     * Adds what a batch told of a source: counts, and when it last said something, which moves forward and never back.
     * One call, or two where the batch has nothing newer and this process does not know so yet.
     */
    async noteInteractions(source: string, note: SourceNote): Promise<void> {
      const known = newest.get(source) ?? '';
      if (note.latest > known) {
        const held = await newestHeld(client.send(new UpdateItemCommand(noteRequest(tableName, source, note, true))));
        newest.delete(source);
        dropOldest(newest, remembered);
        newest.set(source, held ?? note.latest);
        if (held === undefined) return;
      }
      await client.send(new UpdateItemCommand(noteRequest(tableName, source, note, false)));
    },

    /**
     * Adds to how often a source sent kinds that are left alone; those that its adapter does not know begin with `? `. At
     * most 200 kinds are told apart.
     */
    noteKinds: (source: string, kinds: ReadonlyMap<string, number>): Promise<void> =>
      noteKinds(client, tableName, source, kinds),

    /** Notes that a scheduled source was asked at `at` (ISO 8601); `error` is the code of what went wrong. */
    async noteRun(source: string, at: string, error?: string): Promise<void> {
      await conditionHeld(client.send(new UpdateItemCommand(noteRunRequest(tableName, source, at, error))));
    },

    /** Adds to the refused interactions of a source; one that is not registered is counted only if this `registers` it. */
    async countRejections(source: string, count: number, registers = false): Promise<void> {
      const request = countRequest(tableName, source, count, registers);
      await conditionHeld(client.send(new UpdateItemCommand(request)));
    },
  };
}

/** What the item has as its newest, where that is not older; `undefined` when it took the new one. */
async function newestHeld(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.lastInteractionAt?.S ?? '';
  }
}
