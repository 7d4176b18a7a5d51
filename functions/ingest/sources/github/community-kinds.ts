import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { editOf, retractionOf } from './changes.ts';
import { passerByOf, repositorySchema, userSchema } from './people.ts';
import type { GithubSettings } from './settings.ts';

const common = { repository: repositorySchema, sender: userSchema };
const starred = z.looseObject({ ...common, starred_at: z.string() });
const unstarred = z.looseObject({ ...common, repository: repositorySchema.extend({ updated_at: z.string() }) });
const forked = z.looseObject({ ...common, forkee: z.looseObject({ id: z.number(), created_at: z.string() }) });
const released = z.looseObject({
  ...common,
  release: z.looseObject({
    id: z.number(),
    author: userSchema,
    name: z.string().nullish(),
    body: z.string().nullish(),
    published_at: z.string(),
    /** Sent since 2025. */
    updated_at: z.string().optional(),
  }),
});
type Context = SourceContext<GithubSettings>;

/** Stars, forks and releases. */
export const communityKinds: Kinds<GithubSettings> = {
  'star.created': kind('follow', starred, (payload, context: Context) => ({
    id: starId(payload, context),
    activity: 'follow',
    time: fromText(payload.starred_at),
    data: about(payload, context),
  })),
  'star.deleted': kind('retraction', unstarred, (payload, context: Context) =>
    retractionOf(starId(payload, context), payload.repository.updated_at, about(payload, context)),
  ),
  fork: kind('share', forked, (payload, context: Context) => ({
    id: `fork:${payload.forkee.id}`,
    activity: 'share',
    time: fromText(payload.forkee.created_at),
    data: about(payload, context),
  })),
  'release.published': kind('post', released, (payload, context: Context) => ({
    id: `release:${payload.release.id}`,
    activity: 'post',
    time: fromText(payload.release.published_at),
    data: { ...releaser(payload, context), text: readableText(payload.release.name, payload.release.body) },
  })),
  'release.edited': kind('edit', released, (payload, context: Context) => {
    const { id, name, body, updated_at, published_at } = payload.release;
    const data = { ...releaser(payload, context), text: readableText(name, body) };
    return editOf(`release:${id}`, updated_at ?? published_at, data);
  }),
  'release.deleted': kind('retraction', released, withdrawn),
  'release.unpublished': kind('retraction', released, withdrawn),
};

type Passing = { repository: z.infer<typeof repositorySchema>; sender: z.infer<typeof userSchema> };

/** A star has no id of its own: one person has one for a repository. */
const starId = ({ repository, sender }: Passing, { opaque }: Context): string =>
  `star:${repository.id}:${opaque(`github:${sender.id}`)}`;

const about = ({ repository, sender }: Passing, { settings }: Context): MappedData => ({
  actor: passerByOf(sender, { repository, settings }),
  object: `github:${repository.id}`,
});

/** Only the team can publish a release, so GitHub does not say how its author stands to the repository. */
function releaser({ release, repository }: z.infer<typeof released>, { settings }: Context): MappedData {
  const { id, kind: as } = passerByOf(release.author, { repository, settings });
  return { actor: { id, kind: as === 'public' ? 'employee' : as }, object: `github:${repository.id}` };
}

function withdrawn(payload: z.infer<typeof released>, context: Context) {
  const { id, updated_at, published_at } = payload.release;
  return retractionOf(`release:${id}`, updated_at ?? published_at, releaser(payload, context));
}
