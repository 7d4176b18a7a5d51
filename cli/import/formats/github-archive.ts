import * as z from 'zod';
import type { Part } from '../../../functions/ingest/sources/adapter.ts';
import { githubSettings } from '../../../functions/ingest/sources/github/settings.ts';
import { github } from '../../../functions/ingest/sources/github.ts';
import type { ImportFormat } from '../format.ts';
import { madeOf } from '../import-context.ts';
import { linesOf } from '../lines.ts';
import type { Made } from '../record.ts';

/** An event as api.github.com/events tells it and gharchive.org keeps it, since 2015. */
const eventSchema = z.looseObject({
  type: z.string(),
  actor: z.looseObject({ id: z.number(), login: z.string() }),
  repo: z.looseObject({ id: z.number(), name: z.string() }),
  org: z.looseObject({ id: z.number(), login: z.string() }).optional(),
  payload: z.looseObject({ action: z.string().optional() }),
  created_at: z.string(),
});
type ArchiveEvent = z.infer<typeof eventSchema>;

/** Events whose webhook has another name, or another action than the event says. */
const webhooks: Readonly<Record<string, { name: string; action: string }>> = {
  CommitCommentEvent: { name: 'commit_comment', action: 'created' },
  ForkEvent: { name: 'fork', action: '' },
  PullRequestReviewEvent: { name: 'pull_request_review', action: 'submitted' },
  WatchEvent: { name: 'star', action: 'created' },
};

/** Hours of gharchive.org: the events of the repository or the owner that the source's URI names, as the adapter `github` maps them. */
export const githubArchive: ImportFormat = {
  wanted: (name) => /\.json(?:\.gz)?$/.test(name),
  settings: (given) => githubSettings.parse(given),
  async *records(files, { context }) {
    const ours = ownedBy(context.source);
    for (const { bytes } of files) {
      for await (const { number, text } of linesOf(bytes())) {
        const event = read(text);
        if (event === undefined) yield { number, text, made: unreadable };
        else if (!ours(event.repo.name)) yield { number, text, made: { ignored: 'of another repository' } };
        else yield { number, text, made: madeOf([partOf(event)], github, context) };
      }
    }
  },
};

const unreadable: Made = {
  refused: { code: 'UNREADABLE', path: '', message: 'It is not an event as GitHub tells them since 2015.' },
};

function read(text: string): ArchiveEvent | undefined {
  try {
    return eventSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** `https://github.com/acme` or `https://github.com/acme/rockets`; another URI: all repositories. */
function ownedBy(source: string): (repository: string) => boolean {
  const path = /github\.com\/([^/\s]+(?:\/[^/\s]+)?)\/?$/.exec(source)?.[1]?.toLowerCase();
  if (path === undefined) return () => true;
  return (repository) => `${repository.toLowerCase()}/`.startsWith(`${path}/`);
}

/** The delivery of a webhook, as far as the event tells of it: not whether an owner is a person, and no types of accounts. */
function partOf({ type, actor, repo, org, payload, created_at }: ArchiveEvent): Part {
  const { name, action } = webhooks[type] ?? { name: snakeCase(type), action: payload.action ?? '' };
  const [owner = ''] = repo.name.split('/');
  return {
    kind: action === '' ? name : `${name}.${action}`,
    payload: {
      ...payload,
      ...(name === 'star' && { starred_at: created_at }),
      repository: { id: repo.id, full_name: repo.name, owner: org ?? { id: 0, login: owner } },
      sender: { ...actor, type: actor.login.endsWith('[bot]') ? 'Bot' : 'User' },
    },
  };
}

/** `IssueCommentEvent` is told by the webhook `issue_comment`. */
const snakeCase = (type: string): string =>
  type
    .replace(/Event$/, '')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();
