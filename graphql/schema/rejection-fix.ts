import type { CellChange as CellChangeShape } from '../../shared/rejection-fix-changes.ts';
import {
  type CountedRefusal as CountedRefusalShape,
  type DismissReport as DismissReportShape,
  type FixExample as FixExampleShape,
  type FixOutcome as FixOutcomeName,
  type FixReport as FixReportShape,
  fixOutcomes,
} from '../../shared/rejection-fix-request.ts';
import { builder } from '../builder.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { RejectionCode } from './rejection.ts';

const FixOutcome = builder.enumType('FixOutcome', {
  description: 'What becomes of a rejection that is replayed.',
  values: Object.fromEntries(
    Object.entries(fixOutcomes).map(([value, description]) => [value, { value, description }]),
  ) as Record<FixOutcomeName, { value: FixOutcomeName; description: string }>,
});

const FixExample = builder.objectRef<FixExampleShape>('FixExample').implement({
  description: 'What becomes of one rejection.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Which rejection.' }),
    interactionId: t.exposeID('interactionId', {
      nullable: true,
      description: 'The id of what it becomes; that it was sent with while it is refused.',
    }),
    outcome: t.expose('outcome', { type: FixOutcome, description: 'What becomes of it.' }),
    code: t.expose('code', { type: RejectionCode, nullable: true, description: 'Why it is still refused.' }),
    path: t.exposeString('path', { nullable: true, description: 'The field to blame for that.' }),
    message: t.exposeString('message', { nullable: true, description: 'What that field takes.' }),
    notes: t.exposeStringList('notes', { description: 'Which rules did nothing to it, and why.' }),
  }),
});

const CountedRefusal = builder.objectRef<CountedRefusalShape>('CountedRefusal').implement({
  description: 'How many are still refused for a reason.',
  fields: (t) => ({
    code: t.expose('code', { type: RejectionCode, description: 'Why.' }),
    path: t.exposeString('path', { description: 'The field to blame; empty when the whole is meant.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
});

const RuleEffect = builder.objectRef<FixReportShape['rules'][number]>('RuleEffect').implement({
  description: 'How often a rule was applied.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule in one line.' }),
    applied: t.exposeInt('applied', { description: 'To how many rejections.' }),
    notApplied: t.exposeInt('notApplied', { description: 'In how many it found nothing to do.' }),
  }),
});

const CellChange = builder.objectRef<CellChangeShape>('CellChange').implement({
  description: 'A number of reports that changes.',
  fields: (t) => ({
    day: t.expose('day', { type: 'Date', description: 'The day in the home time zone.' }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'Whose number it is.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'Of which channel.',
      resolve: ({ channel }, _args, { directory }) => directory.channel(channel),
    }),
    what: t.exposeString('what', { description: 'E.g. `comment, inbound` or `conversations answered`.' }),
    change: t.exposeFloat('change', { description: 'By how much.' }),
  }),
});

const CellChanges = builder.objectRef<FixReportShape['cells']>('CellChanges').implement({
  description: 'What changes in the cells that reports are made of.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many cells change.' }),
    changes: t.expose('changes', {
      type: [CellChange],
      description: 'The numbers that change, by day, department and channel; all other cells are made of the same.',
    }),
    more: t.exposeInt('more', { description: 'How many changes are not listed.' }),
  }),
});

export const FixReport = builder.objectRef<FixReportShape>('FixReport').implement({
  description: 'What became of rejections that were replayed, or would.',
  fields: (t) => ({
    dryRun: t.exposeBoolean('dryRun', { description: 'Whether nothing was done.' }),
    accepted: t.exposeInt('accepted', { description: fixOutcomes.ACCEPTED }),
    duplicates: t.exposeInt('duplicates', { description: fixOutcomes.DUPLICATE }),
    conflicts: t.exposeInt('conflicts', { description: fixOutcomes.CONFLICT }),
    refused: t.exposeInt('refused', { description: fixOutcomes.REFUSED }),
    settled: t.exposeInt('settled', { description: fixOutcomes.SETTLED }),
    refusals: t.expose('refusals', {
      type: [CountedRefusal],
      description: 'Why the refused ones are, the most frequent reasons first.',
    }),
    rules: t.expose('rules', { type: [RuleEffect], description: 'How often each rule was applied.' }),
    cells: t.expose('cells', { type: CellChanges, description: 'What changes in reports.' }),
    examples: t.expose('examples', {
      type: [FixExample],
      description: 'Up to 20, those to look at first, and up to three that end alike.',
    }),
    next: t.exposeString('next', {
      nullable: true,
      description: 'Give it to `after` for the rest; null: these were all.',
    }),
  }),
});

export const DismissReport = builder.objectRef<DismissReportShape>('DismissReport').implement({
  description: 'What became of rejections that were dismissed.',
  fields: (t) => ({
    dismissed: t.exposeInt('dismissed', { description: 'Those that were open until then.' }),
    next: t.exposeString('next', {
      nullable: true,
      description: 'Give it to `after` for the rest; null: these were all.',
    }),
  }),
});
