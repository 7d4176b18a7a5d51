import * as z from 'zod';
import type { ActorKind } from '../../../../shared/vocabulary.ts';
import type { GithubSettings } from './settings.ts';

export const userSchema = z.looseObject({ id: z.number(), login: z.string(), type: z.string() });
type User = z.infer<typeof userSchema>;

/** What every event of a repository says of it. */
export const repositorySchema = z.looseObject({ id: z.number(), owner: z.looseObject({ id: z.number() }) });
type Repository = z.infer<typeof repositorySchema>;

/** Something that somebody wrote; the author is null once the account is deleted. */
export const authoredShape = { user: userSchema.nullable(), author_association: z.string() };
export interface Authored {
  user: User | null;
  author_association: string;
}

interface Place {
  repository: Repository;
  settings: GithubSettings;
}
interface Actor {
  id: string;
  kind: ActorKind;
}

/** GitHub shows what deleted accounts wrote as that of this one. */
const ghost = 10137;
const ours = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Who wrote it: one of the team as GitHub or the settings say, the organisation's own account, a bot, or the public. */
export function authorOf({ user, author_association }: Authored, place: Place): Actor {
  if (user === null) return { id: personId({ id: ghost }), kind: 'public' };
  const kind = knownKind(user, place) ?? (ours.has(author_association) ? 'employee' : 'public');
  return { id: personId(user), kind };
}

/**
 * Who changed what another may have written. GitHub does not say how a sender stands to the repository, but what is
 * another's only those can close, edit, label or delete who have rights to it: the team.
 */
export function senderOf(sender: User, authored: Authored, place: Place): Actor {
  if (sender.id === authored.user?.id) return authorOf(authored, place);
  return { id: personId(sender), kind: knownKind(sender, place) ?? 'employee' };
}

/** Who did what anybody may do: the public, unless the account or the settings say otherwise. */
export const passerByOf = (sender: User, place: Place): Actor => ({
  id: personId(sender),
  kind: knownKind(sender, place) ?? 'public',
});

/** Whether it is neither ours nor a bot's: a question by somebody outside awaits an answer. */
export const isOutside = (authored: Authored, place: Place): boolean => authorOf(authored, place).kind === 'public';

const personId = ({ id }: Pick<User, 'id'>): string => `github:${id}`;

function knownKind({ id, login, type }: User, { repository, settings }: Place): ActorKind | undefined {
  if (type === 'Bot' || login.endsWith('[bot]') || isNamed(login, settings.bots)) return 'bot';
  if (type === 'Organization' && id === repository.owner.id) return 'brand';
  return isNamed(login, settings.team) ? 'employee' : undefined;
}

/** Logins are the same in small and capital letters. */
const isNamed = (login: string, names: readonly string[]): boolean =>
  names.some((name) => name.toLowerCase() === login.toLowerCase());
