import type { ActorKind } from '../../../../shared/vocabulary.ts';
import type { Mapped, MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { languageTag } from '../language-tag.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { textOfHtml } from '../text-of-html.ts';
import type { Account, Status, StatusPayload, Words } from './entities.ts';
import { type MastodonSettings, serverOf } from './settings.ts';

export type Context = SourceContext<MastodonSettings>;

/** The same person as in an ActivityPub inbox. */
const personId = ({ uri, url }: Account): string => `activitypub:${uri ?? url}`;

export const actorOf = (account: Account, context: Context, us?: string) => ({
  id: personId(account),
  kind: kindOf(account, context, us),
});

function kindOf({ id, uri, url, bot }: Account, { source, settings }: Context, us: string | undefined): ActorKind {
  const isOne = (profiles: readonly string[]) =>
    profiles.includes(url) || (uri !== undefined && profiles.includes(uri));
  if ((us !== undefined && id === us) || isOne([source, ...settings.accounts])) return 'brand';
  if (isOne(settings.team)) return 'employee';
  return bot ? 'bot' : 'public';
}

/**
 * A status by the company or to it; one of no concern becomes nothing. When it was edited since, its words stand in an edit: how it
 * read at first is not known any more.
 */
export function mapStatus({ status, us, root }: StatusPayload, context: Context): Mapped {
  const activity = meaningOf(status, us, context);
  if (activity === undefined) return [];
  const { id, created_at, edited_at, account, reblog } = status;
  const time = fromText(created_at);
  const actor = actorOf(account, context, us);
  if (reblog) {
    const shareId = `share:${reblog.id}:${context.opaque(actor.id)}`;
    return { id: shareId, activity, time, data: { actor, object: `status:${reblog.id}` } };
  }
  const data = statusData(status, us, root, context);
  if (edited_at == null) return { id: `status:${id}`, activity, time, data };
  const { text: _, ...rest } = data;
  return [{ id: `status:${id}`, activity, time, data: { ...rest, worded: true } }, editOf(status, edited_at, data)];
}

/** Only the edit, of a status that was told before. */
export function mapEdit({ status, us, root }: StatusPayload, context: Context): Mapped {
  if (status.edited_at == null || meaningOf(status, us, context) === undefined) return [];
  return editOf(status, status.edited_at, statusData(status, us, root, context));
}

/** Somebody's status that mentions, answers or quotes the account. */
export const mapWords =
  (quotes: boolean) =>
  ({ notification, us, root }: Words, context: Context): Mapped => {
    const { status } = notification;
    const mapped = mapStatus({ status: quotes ? withUs(status, us) : status, us, root }, context);
    if (!quotes || 'code' in mapped) return mapped;
    return [mapped].flat().map((one) => (one.activity === 'edit' ? one : { ...one, activity: 'share' }));
  };

/** A quotation need not mention whom it quotes. */
const withUs = (status: Status, us = ''): Status => ({
  ...status,
  mentions: [...status.mentions, { id: us, url: '' }],
});

function meaningOf(
  status: Status,
  us: string | undefined,
  context: Context,
): MappedInteraction['activity'] | undefined {
  const { account, visibility, in_reply_to_account_id: answered, mentions, reblog } = status;
  const kind = kindOf(account, context, us);
  const isOpen = visibility === 'public' || visibility === 'unlisted';
  if (kind === 'brand' || kind === 'employee') {
    // What employees write to their followers or to single people is theirs.
    if (kind === 'employee' && !isOpen) return undefined;
    if (reblog) return 'share';
    const answersOther = answered !== null && answered !== account.id;
    return answersOther || visibility === 'direct' ? 'reply' : 'post';
  }
  const profiles = [context.source, ...context.settings.accounts];
  const mentioned = mentions.find(({ id, url }) => id === us || profiles.includes(url));
  if (reblog || (mentioned === undefined && (us === undefined || answered !== us))) return undefined;
  const opens = status.in_reply_to_id === null;
  if (visibility === 'direct' || (context.settings.support && opens)) return 'enquiry';
  return answered !== null && answered === (mentioned?.id ?? us) ? 'comment' : 'mention';
}

function statusData(status: Status, us: string | undefined, root: string | undefined, context: Context): MappedData {
  const { id, in_reply_to_id, language, spoiler_text, content, account } = status;
  const thread = root ?? in_reply_to_id ?? id;
  return {
    actor: actorOf(account, context, us),
    object: `status:${id}`,
    inReplyTo: in_reply_to_id === null ? undefined : `status:${in_reply_to_id}`,
    // Ids are those of the server.
    conversation: `mastodon:${new URL(serverOf(context.source, context.settings)).host}:${thread}`,
    text: readableText(spoiler_text, textOfHtml(content)),
    language: languageTag(language),
  };
}

function editOf({ id }: Status, edited: string, data: MappedData): MappedInteraction {
  const target = `status:${id}`;
  return { id: `${target}:edit:${edited}`, activity: 'edit', time: fromText(edited), data: { ...data, target } };
}
