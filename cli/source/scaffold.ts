/** What a new source begins with: it passes the conformance suite, and every line is there to be replaced. */
export interface Scaffold {
  /** Path in the repository, and content. */
  files: Record<string, string>;
  /** The line for `functions/ingest/sources/registry.ts`. */
  registryLine: string;
}

/** The files of a new source with this id (kebab-case) and name; `scheduled`: it is asked, and does not send. */
export function scaffold(id: string, name: string, scheduled: boolean): Scaffold {
  const constant = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const [adapter, fixture] = scheduled ? [scheduledAdapter, scheduledFixture] : [webhookAdapter, webhookFixture];
  return {
    files: {
      [`functions/ingest/sources/${id}.ts`]: adapter(id, constant, name),
      [`test/sources/${id}/fixture.ts`]: fixture(id),
      [`docs/sources/${id}.md`]: page(name, scheduled),
    },
    registryLine: `  ${/-/.test(id) ? `'${id}'` : id}: async () => (await import('./${id}.ts')).${constant},`,
  };
}

/** The registry with one more line, in the order of the ids; throws when the id is there already. */
export function withLine(registry: string, line: string): string {
  const lines = registry.split('\n');
  const idOf = (text: string) => /^ {2}'?([a-z][a-z0-9-]*)'?: async/.exec(text)?.[1];
  const id = idOf(line) ?? '';
  const places = lines.flatMap((text, index) => (idOf(text) === undefined ? [] : [index]));
  if (places.some((index) => idOf(lines[index] ?? '') === id)) throw new Error(`There is a source ${id} already.`);
  const before = places.find((index) => (idOf(lines[index] ?? '') ?? '') > id) ?? (places.at(-1) ?? 0) + 1;
  return lines.toSpliced(before, 0, line).join('\n');
}

const webhookAdapter = (id: string, constant: string, name: string) => `import * as z from 'zod';
import type { SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { kind } from './kind.ts';
import { fromSeconds } from './provider-time.ts';

const message = z.looseObject({
  id: z.string(),
  thread: z.string(),
  created: z.number(),
  author: z.looseObject({ id: z.string(), staff: z.boolean() }),
  text: z.string(),
});

/** ${name}. */
export const ${constant}: SourceAdapter = {
  id: '${id}',
  name: '${name}',
  description: 'Messages of ${name}.',
  settings: z.strictObject({}),
  secrets: { secret: 'The secret with which ${name} signs.' },
  webhook: {
    verify: hmacVerifier({
      header: 'x-${id}-signature',
      prefix: 'sha256=',
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'secret',
    }),
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      return [{ kind: String(body.value.event), payload: body.value.message }];
    },
  },
  kinds: {
    'message.created': kind('reply by the team, else enquiry', message, ({ id, thread, created, author, text }) => ({
      id: \`message:\${id}\`,
      activity: author.staff ? 'reply' : 'enquiry',
      time: fromSeconds(created),
      data: {
        actor: { id: \`${id}:\${author.id}\`, kind: author.staff ? 'employee' : 'customer' },
        conversation: \`${id}:\${thread}\`,
        text,
      },
    })),
    'message.read': { ignored: 'nobody says anything' },
  },
};
`;

const webhookFixture = (id: string) => `import { createHmac } from 'node:crypto';
import type { SourceFixture } from '../../../cli/source/fixture.ts';

const message = {
  event: 'message.created',
  message: {
    id: '1001',
    thread: '77',
    created: 1_763_719_200,
    author: { id: '5', staff: false, name: 'Jane Roe' },
    text: 'Where is my parcel? 📦',
  },
};

export const fixture: SourceFixture = {
  channel: 'forum',
  department: 'service',
  secrets: { secret: 'made-up-secret' },
  sign: ({ body }, { secret = '' }) => ({
    'x-${id}-signature': \`sha256=\${createHmac('sha256', secret).update(body).digest('hex')}\`,
  }),
  deliveries: [
    {
      name: 'a customer asks',
      body: message,
      becomes: [
        {
          id: 'message:1001',
          activity: 'enquiry',
          time: '2025-11-21T10:00:00.000Z',
          data: { conversation: '${id}:77', actor: { id: '${id}:5', kind: 'customer' } },
        },
      ],
    },
    { name: 'a message is read', body: { ...message, event: 'message.read' }, becomes: [] },
  ],
  personal: ['Jane Roe'],
};
`;

const scheduledAdapter = (id: string, constant: string, name: string) => `import * as z from 'zod';
import type { SourceAdapter } from './adapter.ts';
import { kind } from './kind.ts';
import { fromSeconds } from './provider-time.ts';

const message = z.looseObject({
  id: z.number(),
  thread: z.string(),
  created: z.number(),
  author: z.looseObject({ id: z.string() }),
  text: z.string(),
});
const page = z.looseObject({ messages: z.array(z.unknown()), last: z.number() });
const settings = z.strictObject({ url: z.url().default('https://${id}.example') });

/** ${name}. */
export const ${constant}: SourceAdapter<z.infer<typeof settings>> = {
  id: '${id}',
  name: '${name}',
  description: 'Messages of ${name}, asked for every five minutes.',
  settings,
  secrets: {},
  scheduled: {
    every: 'PT5M',
    async *run({ fetch, settings: { url }, cursor, deadline }) {
      let after = Number(cursor ?? 0);
      do {
        const response = await fetch(\`\${url}/messages?after=\${after}\`);
        if (!response.ok) throw new Error(\`It answered \${response.status}.\`);
        const { messages, last } = page.parse(await response.json());
        if (messages.length === 0) return;
        after = last;
        yield { parts: messages.map((payload) => ({ kind: 'message', payload })), cursor: after };
      } while (Date.now() < deadline);
    },
  },
  kinds: {
    message: kind('comment', message, ({ id, thread, created, author, text }) => ({
      id: \`message:\${id}\`,
      activity: 'comment',
      time: fromSeconds(created),
      data: { actor: { id: \`${id}:\${author.id}\`, kind: 'public' }, conversation: \`${id}:\${thread}\`, text },
    })),
  },
};
`;

const scheduledFixture = () => `import type { SourceFixture } from '../../../cli/source/fixture.ts';

const message = {
  id: 1001,
  thread: '77',
  created: 1_763_719_200,
  author: { id: '5', name: 'Jane Roe' },
  text: 'Does it come in green? 🟢',
};

export const fixture: SourceFixture = {
  channel: 'forum',
  department: 'product',
  runs: [
    {
      name: 'the first run',
      respond: ({ url }) =>
        Response.json(url.endsWith('?after=0') ? { messages: [message], last: 1001 } : { messages: [], last: 1001 }),
      becomes: [{ id: 'message:1001', activity: 'comment', time: '2025-11-21T10:00:00.000Z' }],
      leaves: 1001,
    },
  ],
  personal: ['Jane Roe'],
};
`;

const page = (name: string, scheduled: boolean) => `# ${name}

What to click at the provider, and which rights it needs.

${
  scheduled
    ? '**Settings** `url`: where it is.'
    : '**Secret** `secret`: the one with which the provider signs. **Settings**: none.'
}

<!-- kinds -->
<!-- /kinds -->
`;
