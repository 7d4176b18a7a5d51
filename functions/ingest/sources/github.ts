import { verify as verifySignature } from '@octokit/webhooks-methods';
import type { Delivery, Flaw, Secrets, SourceAdapter } from './adapter.ts';
import { commentKinds } from './github/comment-kinds.ts';
import { communityKinds } from './github/community-kinds.ts';
import { discussionKinds } from './github/discussion-kinds.ts';
import { ignoredKinds } from './github/ignored-kinds.ts';
import { issueKinds } from './github/issue-kinds.ts';
import { pullRequestKinds } from './github/pull-request-kinds.ts';
import { type GithubSettings, githubSettings } from './github/settings.ts';
import { jsonObject } from './json-body.ts';

/** The community of repositories: what people outside ask, say and star, and what the team answers. */
export const github: SourceAdapter<GithubSettings> = {
  id: 'github',
  name: 'GitHub',
  description: 'Issues, discussions, pull requests, comments, stars and releases of a repository or an organisation.',
  settings: githubSettings,
  secrets: { secret: 'The secret of the webhook.' },
  webhook: {
    verify,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const event = delivery.headers.get('x-github-event') ?? 'unnamed';
      const { action } = body.value;
      return [{ kind: typeof action === 'string' ? `${event}.${action}` : event, payload: body.value }];
    },
  },
  kinds: {
    ...issueKinds,
    ...discussionKinds,
    ...commentKinds,
    ...pullRequestKinds,
    ...communityKinds,
    ...ignoredKinds,
  },
};

/** GitHub's own library, 90,000 deliveries a second on one core. It takes text: what is not UTF-8 has no signature of GitHub. */
async function verify({ body, headers }: Delivery, { secret }: Secrets): Promise<Flaw | undefined> {
  const signature = headers.get('x-hub-signature-256');
  if (!signature) return 'SIGNATURE_MISSING';
  const text = body.toString('utf8');
  if (!secret || text === '' || !(await verifySignature(secret, text, signature))) return 'SIGNATURE_WRONG';
  return undefined;
}
