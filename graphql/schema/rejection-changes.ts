import { refused } from '../../shared/changes/change.ts';
import { checkFixRules, type FixRule } from '../../shared/rejection-fix.ts';
import { mostAtOnce, type RejectionSelection } from '../../shared/rejection-fix-request.ts';
import { placeOf } from '../../shared/store/place.ts';
import { builder } from '../builder.ts';
import type { Directory } from '../directory.ts';
import { cost } from '../limits.ts';
import { authorOf } from '../permissions.ts';
import { filterOf, RejectionFilter } from './rejection.ts';
import { DismissReport, FixReport } from './rejection-fix.ts';

const SetRule = builder.inputType('SetRule', {
  description: 'Puts a value there, whatever was there.',
  fields: (t) => ({
    path: t.string({ required: true, description: 'The field, as rejections show it, e.g. `data.channel`.' }),
    value: t.string({
      required: true,
      description: 'The value as JSON; a text in quotes of its own: `"\\"facebook\\""`.',
    }),
  }),
});
const RenameRule = builder.inputType('RenameRule', {
  description: 'Moves what is there to another path, unless something is there already.',
  fields: (t) => ({
    path: t.string({ required: true, description: 'The field, e.g. `data.chanel`.' }),
    to: t.string({ required: true, description: 'Where it belongs, e.g. `data.channel`.' }),
  }),
});
const DropRule = builder.inputType('DropRule', {
  description: 'Takes away what is there.',
  fields: (t) => ({ path: t.string({ required: true, description: 'The field, e.g. `data.items[0].colour`.' }) }),
});
const FixRuleInput = builder.inputType('FixRule', {
  description:
    'How payloads are corrected: exactly one of these. Paths are those of `Rejection.path`; beginning with `mapped.`, they are of what an adapter made of the payload.',
  isOneOf: true,
  fields: (t) => ({
    set: t.field({ type: SetRule, description: 'Puts a value there.' }),
    rename: t.field({ type: RenameRule, description: 'Moves it to another path.' }),
    drop: t.field({ type: DropRule, description: 'Takes it away.' }),
  }),
});

const first = `How many at most: 1 to ${mostAtOnce}, which is also what is taken without it.`;

const FixRejectionsInput = builder.inputType('FixRejectionsInput', {
  description: 'Which rejections to correct and replay, and how.',
  fields: (t) => ({
    ids: t.idList({ description: `These, at most ${mostAtOnce}; without it, a filter.` }),
    filter: t.field({ type: RejectionFilter, description: 'The open ones that fit, newest first.' }),
    first: t.int({ description: first }),
    after: t.string({ description: 'With a filter: goes on at `next` of the answer before.' }),
    rules: t.field({
      type: [FixRuleInput],
      description:
        'Applied in this order; without any, they are checked again as they are, e.g. when a source goes on.',
    }),
    dryRun: t.boolean({ required: true, description: 'True says what would happen, and does nothing.' }),
  }),
});
const DismissRejectionsInput = builder.inputType('DismissRejectionsInput', {
  description: 'Which rejections are not wanted.',
  fields: (t) => ({
    ids: t.idList({ description: `These, at most ${mostAtOnce}; without it, a filter.` }),
    filter: t.field({ type: RejectionFilter, description: 'The open ones that fit, newest first.' }),
    first: t.int({ description: first }),
    after: t.string({ description: 'With a filter: goes on at `next` of the answer before.' }),
  }),
});

const changing = { authScopes: { may: 'rejections' }, complexity: { field: cost.change + cost.walk } } as const;

builder.mutationField('fixRejections', (t) =>
  t.field({
    ...changing,
    type: FixReport,
    description:
      'Corrects refused interactions and sends them again. Nothing is counted twice, however often it is asked for.',
    args: { input: t.arg({ type: FixRejectionsInput, required: true, description: 'Which, and how.' }) },
    resolve: (_root, { input }, { deps, directory, viewer }) => {
      const { rules, dryRun } = input;
      const author = { ...authorOf(viewer) };
      return deps.replay.fix({
        selection: selectionOf(input, directory),
        rules: rulesOf(rules ?? []),
        dryRun,
        author: { ...author, roles: [...author.roles] },
      });
    },
  }),
);

builder.mutationField('dismissRejections', (t) =>
  t.field({
    ...changing,
    type: DismissReport,
    description: 'Settles refused interactions that are not wanted: they stay listed until they expire.',
    args: { input: t.arg({ type: DismissRejectionsInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, { deps, directory, viewer }) => {
      const { who, roles } = authorOf(viewer);
      return deps.replay.dismiss({ selection: selectionOf(input, directory), author: { who, roles: [...roles] } });
    },
  }),
);

type Selecting = typeof DismissRejectionsInput.$inferInput;

function selectionOf({ ids, filter, first, after }: Selecting, directory: Directory): RejectionSelection {
  if ((ids == null) === (filter == null)) throw refused('ids', 'name rejections by ids, or by a filter, not by both');
  if (ids != null) {
    if (ids.length < 1 || ids.length > mostAtOnce) throw refused('ids', `give 1 to ${mostAtOnce}`);
    const names = ids.map(String);
    names.forEach(placeOf);
    return { ids: names };
  }
  const { state, ...rest } = filterOf(filter, directory);
  if (state !== undefined && state !== 'OPEN') throw refused('filter.state', 'only those that are OPEN can be settled');
  const limit = first ?? mostAtOnce;
  if (limit < 1 || limit > mostAtOnce) throw refused('first', `give 1 to ${mostAtOnce}`);
  if (after != null) placeOf(after);
  return { filter: rest, limit, ...(after != null && { after }) };
}

function rulesOf(rules: readonly (typeof FixRuleInput.$inferInput)[]): FixRule[] {
  const given = rules.map(({ set, rename, drop }, index) => {
    if (set) return { set: { path: set.path, value: jsonOf(set.value, `rules[${index}].set.value`) } };
    return rename ? { rename: { ...rename } } : { drop: { ...drop } };
  });
  return checkFixRules(given);
}

function jsonOf(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(field, 'give JSON, a text in quotes of its own');
  }
}
