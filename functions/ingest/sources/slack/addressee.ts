import type { MappedData } from '../adapter.ts';
import { personId } from './envelope.ts';
import type { SlackSettings } from './settings.ts';

interface Addressed {
  channel: string;
  text?: string | null | undefined;
  parent_user_id?: string | null | undefined;
}

const mention = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g;

/**
 * To whom a message is said: who is mentioned in it (one whose department is known before others), else whose thread it
 * is in, else the department of the Slack channel. A department is only named when the author's is known, too: else it
 * could not be told whether the two are different ones.
 */
export function addresseeOf(
  { channel, text, parent_user_id }: Addressed,
  author: MappedData['actor'],
  { departments }: SlackSettings,
): MappedData['counterpart'] {
  const mentioned = [...(text ?? '').matchAll(mention)].flatMap((found) => found[1] ?? found[2] ?? []);
  const others = [...mentioned, parent_user_id ?? []].flat().filter((id) => personId(id) !== author.id);
  const addressee = others.find((id) => departments[id] !== undefined) ?? others[0];
  const known = departments[addressee ?? ''] ?? departments[channel];
  const department = author.department === undefined ? undefined : known;
  const id = addressee === undefined || addressee.startsWith('S') ? undefined : personId(addressee);
  if (id === undefined && department === undefined) return undefined;
  return { ...(id !== undefined && { id }), ...(department !== undefined && { department }) };
}
