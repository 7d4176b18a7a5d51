/** A JSON Schema, as far as ours go. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: Schema;
  enum?: unknown[];
  [keyword: string]: unknown;
}

/** `sent`: others write it and we read it. `read`: we write it and others read it, who skip fields and values they do not know. */
export type Role = 'sent' | 'read';

const least = ['minLength', 'minItems', 'minimum'];
const most = ['maxLength', 'maxItems', 'maximum'];
const exact = ['const', 'pattern', 'format', 'if', 'then'];

/** What a change of a schema breaks, each with its path; none when everybody can go on as before. */
export function breakingChanges(before: Schema, after: Schema, role: Role): string[] {
  const within = (one: Schema, other: Schema, path: string): string[] => {
    const [old, now] = [resolved(one, before), resolved(other, after)];
    return [
      ...typeChanges(old, now, role),
      ...limitChanges(old, now, role),
      ...valueChanges(old, now, role),
      ...fieldChanges(old, now, role),
    ]
      .map((change) => `${path}: ${change}`)
      .concat(
        Object.entries(old.properties ?? {}).flatMap(([name, field]) => {
          const next = now.properties?.[name];
          return next === undefined ? [] : within(field, next, `${path}.${name}`);
        }),
        old.items && now.items ? within(old.items, now.items, `${path}[]`) : [],
      );
  };
  return within(before, after, '$');
}

const resolved = (schema: Schema, root: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : resolved(root.$defs?.[name] ?? {}, root);
};

/** `sent`: what was taken must be taken. `read`: what is written must be what was expected. */
function typeChanges(old: Schema, now: Schema, role: Role): string[] {
  const [from, to] = [[old.type ?? []].flat(), [now.type ?? []].flat()];
  const [narrow, wide] = role === 'sent' ? [from, to] : [to, from];
  return narrow.every((type) => wide.includes(type)) && (wide.length === 0) === (narrow.length === 0)
    ? []
    : [`the type ${from} became ${to}`];
}

function limitChanges(old: Schema, now: Schema, role: Role): string[] {
  const sign = role === 'sent' ? 1 : -1;
  const tighter = (name: string, direction: 1 | -1) => {
    const open = direction * Number.NEGATIVE_INFINITY;
    const [from, to] = [Number(old[name] ?? open), Number(now[name] ?? open)];
    return from !== to && Math.sign(to - from) === direction * sign ? [`${name} went from ${from} to ${to}`] : [];
  };
  return [...least.flatMap((name) => tighter(name, 1)), ...most.flatMap((name) => tighter(name, -1))];
}

function valueChanges(old: Schema, now: Schema, role: Role): string[] {
  const changed = exact
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    // A rule that is given up hurts nobody who writes, one that is added nobody who reads.
    .filter((name) => (role === 'sent' ? now[name] !== undefined : old[name] !== undefined))
    .map((name) => `${name} changed`);
  const gone = (old.enum ?? []).filter((value) => now.enum !== undefined && !now.enum.includes(value));
  if (role === 'read')
    return old.enum !== undefined && now.enum === undefined ? [...changed, 'any value is possible'] : changed;
  const listed = old.enum === undefined && now.enum !== undefined;
  return [
    ...changed,
    ...gone.map((value) => `${value} is no longer taken`),
    ...(listed ? ['values are listed now'] : []),
  ];
}

function fieldChanges(old: Schema, now: Schema, role: Role): string[] {
  const fields = Object.keys(old.properties ?? {});
  const removed = fields.filter((name) => now.properties?.[name] === undefined).map((name) => `${name} is gone`);
  const [from, to] = [old.required ?? [], now.required ?? []];
  if (role === 'read') {
    return [...removed, ...from.filter((name) => !to.includes(name)).map((name) => `${name} may be missing`)];
  }
  const closed = now.additionalProperties === false && old.additionalProperties !== false;
  return [
    ...(now.additionalProperties === false ? removed : []),
    ...to.filter((name) => !from.includes(name)).map((name) => `${name} is required`),
    ...(closed ? ['other fields are refused'] : []),
  ];
}
