import * as z from 'zod';
import type { MappedData } from '../adapter.ts';
import type { SlackSettings } from './settings.ts';

/** What is around each event: where it happened, and for which installation of the app it is sent. */
export const envelopeShape = {
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_ext_shared_channel: z.boolean().optional(),
  authorizations: z
    .array(z.looseObject({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() }))
    .optional(),
};
export type Envelope = z.infer<z.ZodObject<typeof envelopeShape>>;

/** Who speaks, as far as an event says. */
export const authorShape = {
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  /** The workspace that the person is at home in; Slack uses one or the other. */
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  team: z.string().nullish(),
};
export type Author = z.infer<z.ZodObject<typeof authorShape>>;

/**
 * Slack's ids are promised to be unique within a workspace only. They are used without it, as the events name different
 * workspaces of one person: the home of who writes, the place of who reacts.
 */
export const personId = (id: string): string => `slack:${id}`;

/** Whether it happened in a channel that is shared with another company (Slack Connect). */
export const isShared = ({ is_ext_shared_channel }: Envelope): boolean => is_ext_shared_channel === true;

/** Who wrote it: an app, somebody of another company, or an employee with the department that the settings name. */
export function authorOf(author: Author, envelope: Envelope, settings: SlackSettings): MappedData['actor'] {
  const { user, bot_id } = author;
  const id = personId(user ?? bot_id ?? envelope.team_id);
  if (bot_id) return { id, kind: 'bot' };
  if (user == null) return { id, kind: 'brand' };
  if (isShared(envelope) && isFromElsewhere(author, envelope, settings)) return { id, kind: 'partner' };
  const department = settings.departments[user];
  return { id, kind: 'employee', ...(department !== undefined && { department }) };
}

/** What another company can read is no internal word: theirs comes in, ours goes out. */
export function directionOf({ kind }: MappedData['actor'], envelope: Envelope): MappedData['direction'] {
  if (!isShared(envelope) || kind === 'bot') return 'internal';
  return kind === 'partner' ? 'inbound' : 'outbound';
}

/** Only a channel that is shared has people of another company; within an organisation, workspaces share what they like. */
function isFromElsewhere(
  author: Author,
  { team_id, enterprise_id, authorizations = [] }: Envelope,
  settings: SlackSettings,
) {
  const home = author.user_team ?? author.source_team ?? author.team;
  const installed = authorizations.flatMap((one) => [one.team_id ?? [], one.enterprise_id ?? []].flat());
  const named = settings.teams.length > 0 ? settings.teams : installed;
  const ours = named.length > 0 ? named : [team_id, enterprise_id ?? []].flat();
  if (home == null || ours.includes(home)) return false;
  // An app that is installed for a whole organisation is told its id alone; the envelope says which one a workspace is of.
  return !(home === team_id && enterprise_id != null && ours.includes(enterprise_id));
}
