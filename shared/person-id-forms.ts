/** Where a text or a number of a refused payload stands. */
interface FoundAt {
  /** Of the rejection: what the payload is, and whose. */
  format: string;
  source: string | null;
  payload: unknown;
  /** The names of the field and of what it is in, e.g. `user.id`. */
  field: string;
}

/**
 * The ids that the adapter of a format may make of a text: as it is, after the name of the format, and what each provider's
 * adapter does beyond that. Numbers that only count within a forum or an account are ids where their field says that it is
 * of somebody: elsewhere they number posts and pages.
 */
export function personIdForms(text: string, at: FoundAt): string[] {
  const { format, field } = at;
  const forms = [text, `${format}:${text}`];
  if (/^-?\d+$/.test(text) && !ofSomebody.test(field)) return forms;
  return [...forms, ...(others[format]?.(text, at) ?? [])];
}

const ofSomebody =
  /user|author|actor|sender|requester|submitter|assignee|owner|contact|agent|poster|created_by|member/i;

/** Host and path of a source. */
const placeOf = (source: string | null): string => (source ?? '').replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');
const hostOf = (source: string | null): string => placeOf(source).split('/')[0] ?? '';

const others: Readonly<Record<string, (text: string, at: FoundAt) => string[]>> = {
  chatwoot: (text, { source }) =>
    ['contact', 'user', 'agent_bot', 'captain_assistant'].map((type) => `chatwoot:${hostOf(source)}:${type}:${text}`),
  discourse: (text, { source }) => [`discourse:${placeOf(source)}:u${text}`],
  email: (text) => [`email:${text.toLowerCase()}`],
  feed: (text, { source }) => [`feed:${source}:${text}`],
  linkedin: (text) => (text.startsWith('urn:li:') ? [`linkedin:${text.slice('urn:li:'.length)}`] : []),
  mastodon: (text) => [`activitypub:${text}`],
  'stack-exchange': (text, { source }) => [`stack-exchange:${hostOf(source)}:${text}`],
  zendesk: (text, { payload }) => [`zendesk:${accountIn(payload)}:u${text}`],
};

/** The account in Zendesk's `{kind, payload: {account_id}}`. */
function accountIn(sent: unknown): string {
  const { payload } = (sent ?? {}) as { payload?: { account_id?: unknown } | null };
  return String(payload?.account_id ?? '');
}
