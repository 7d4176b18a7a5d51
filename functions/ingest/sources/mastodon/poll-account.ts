import * as z from 'zod';
import type { Page, Part, RunContext } from '../adapter.ts';
import { accountSchema } from './entities.ts';
import { type MastodonSettings, serverOf } from './settings.ts';

const cursorSchema = z.object({
  /** The account's id at its server. */
  us: z.string(),
  /** The latest that was taken of each list. */
  notifications: z.string().optional(),
  statuses: z.string().optional(),
});
type Cursor = z.infer<typeof cursorSchema>;
type Context = RunContext<MastodonSettings>;

/** What is needed to page and to find a thread; the form of an entity is checked when it is mapped. */
const thread = z.looseObject({ id: z.string(), in_reply_to_id: z.string().nullish() });
const notification = z.looseObject({ id: z.string(), type: z.string(), status: thread.nullish() });
/** For each answer among them its thread is asked for, and a page is taken whole or not at all: a slow server must manage one. */
const pageSize = 20;
/** At the first run, which takes no more than one page of each. */
const newest = 40;
type Item = z.infer<typeof thread> | z.infer<typeof notification>;
const contextSchema = z.looseObject({ ancestors: z.array(z.looseObject({ id: z.string() })) });

/**
 * Reads what came since the last run: notifications, then the account's own statuses, oldest first, a page at a time. At the
 * first run the newest page of each. It ends when the server does not want to be asked (429) or fails.
 */
export async function* pollAccount(context: Context): AsyncGenerator<Page, void, void> {
  const { settings, secrets, now, deadline } = context;
  if (secrets.token === undefined) return;
  const begun = performance.now();
  const isTime = () => now + performance.now() - begun < deadline;
  let cursor = cursorSchema.safeParse(context.cursor).data ?? (await firstCursor(context));
  if (cursor === undefined) return;
  const { us } = cursor;
  const roots = new Map<string, string>();
  const lists: { name: 'notifications' | 'statuses'; path: string; item: z.ZodType<Item> }[] = [
    { name: 'notifications', path: '/api/v1/notifications', item: notification },
    { name: 'statuses', path: `/api/v1/accounts/${encodeURIComponent(us)}/statuses`, item: thread },
  ];
  for (const { name, path, item } of settings.webhook ? lists.slice(0, 1) : lists) {
    while (isTime()) {
      const since: string | undefined = cursor[name];
      const range: string =
        since === undefined ? `limit=${newest}` : `limit=${pageSize}&min_id=${encodeURIComponent(since)}`;
      const address = `${path}?${range}`;
      const page: Asked<Item[]> | undefined = await ask(address, z.array(item), context);
      if (page === undefined) return;
      const parts: Part[] = [];
      // A page is newest first.
      for (const one of page.value.toReversed()) {
        const status = isNotification(one) ? one.status : one;
        const root = status?.in_reply_to_id ? await rootOf(status, roots, context) : undefined;
        if (root === undefined && status?.in_reply_to_id) return;
        parts.push(partOf(one, { us, ...(root !== undefined && { root }) }));
      }
      const latest: string | undefined = page.newer ?? page.value[0]?.id;
      if (latest === undefined || latest === since) break;
      cursor = { ...cursor, [name]: latest };
      yield { parts, cursor };
      if (since === undefined) break;
    }
  }
}

const isNotification = (one: Item): one is z.infer<typeof notification> => typeof one.type === 'string';

const partOf = (one: Item, known: { us: string; root?: string }): Part =>
  isNotification(one)
    ? { kind: `notification.${one.type}`, payload: { ...known, notification: one } }
    : { kind: 'status.created', payload: { ...known, status: one } };

async function firstCursor(context: Context): Promise<Cursor | undefined> {
  const account = await ask('/api/v1/accounts/verify_credentials', accountSchema, context);
  return account && { us: account.value.id };
}

/** The status that a thread begins with, as far as the server knows it; undefined when it cannot be asked now. */
async function rootOf(status: z.infer<typeof thread>, roots: Map<string, string>, context: Context) {
  const parent = status.in_reply_to_id ?? status.id;
  const known = roots.get(parent);
  const found = known ?? (await askRoot(status.id, parent, context));
  if (found !== undefined) roots.set(parent, found).set(status.id, found);
  return found;
}

/** A status may be gone by now: then what it answered stands for the thread. */
async function askRoot(id: string, parent: string, context: Context): Promise<string | undefined> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}/context`;
  const answer = await ask(path, contextSchema, context, { ancestors: [] });
  return answer && (answer.value.ancestors[0]?.id ?? parent);
}

interface Asked<Value> {
  value: Value;
  /** The id from which the list goes on. */
  newer: string | undefined;
}

/** Asks the API; undefined when it refuses or fails, `missing` for 404, and an error when it answers something else. */
async function ask<Value>(
  path: string,
  schema: z.ZodType<Value>,
  { source, settings, secrets, fetch }: Context,
  missing?: Value,
): Promise<Asked<Value> | undefined> {
  const response = await fetch(serverOf(source, settings) + path, {
    headers: { authorization: `Bearer ${secrets.token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) {
    await response.body?.cancel();
    return response.status === 404 && missing !== undefined ? { value: missing, newer: undefined } : undefined;
  }
  const newer = /[?&]min_id=([^&>]+)[^>]*>;\s*rel="prev"/.exec(response.headers.get('link') ?? '')?.[1];
  return { value: schema.parse(await response.json()), newer };
}
