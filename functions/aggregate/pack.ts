import { chunkOf } from '../../shared/cell.ts';
import { episodesOf } from '../../shared/conversation.ts';
import { newCells, revisionsOf } from '../../shared/deltas.ts';
import {
  type Contribution,
  emptyContribution,
  type FoldContext,
  mergeContribution,
} from '../../shared/metrics/contribution.ts';
import { newConversation, type StoredConversation } from '../../shared/store/conversation-item.ts';
import { foldUnit, type Known, UnfoldableUnit, type Unit, type UnitChange } from '../../shared/store/fold-unit.ts';
import { secondOf } from '../../shared/store/generations.ts';
import { allTurns, type TurnPages } from '../../shared/turn-pages.ts';

/** What `TransactWriteItems` takes: 100 actions and 4 MB; bytes are estimated on the safe side. */
export const maxActions = 100;
export const maxBytes = 3_000_000;

/** A group of units that is folded in one transaction. */
export interface Group {
  changes: UnitChange[];
  /** The new states of all threads touched, by id. */
  conversations: Map<string, StoredConversation>;
  contribution: Contribution;
  /** What the generation that is written beside the active one gets; only while there is one. */
  second?: Contribution;
}

/**
 * Takes as many units from the front as fit in one transaction and returns what they change together. `known` is not
 * changed. A unit always fits alone (property test); it is taken even when it should not, so that it can be refused
 * by name. Throws `UnfoldableUnit` for one that the rules cannot fold.
 */
export function packGroup(units: readonly Unit[], known: Known, context: FoldContext): { group: Group; taken: number } {
  const second = secondOf(known.generations) === undefined ? undefined : emptyContribution();
  const group: Group = {
    changes: [],
    conversations: new Map(),
    contribution: emptyContribution(),
    ...(second && { second }),
  };
  // Within a group a conversation already touched is seen as the group leaves it.
  const view: Known = { ...known, conversations: new Map(known.conversations) };
  let actions = 0;
  let bytes = 0;
  let taken = 0;
  for (const unit of units) {
    if (taken > 0 && (unit.alone || units[0]?.alone)) break;
    const change = foldOrName(unit, view, context);
    const more = actionsOf(change, group, known) + (second ? cellsOf(forSecond(change), second) : 0);
    const size = bytesOf(change);
    const revisions =
      revisionsOf([...group.contribution.days, ...change.contribution.days]).cells.size +
      (second ? revisionsOf([...second.days, ...forSecond(change).days]).cells.size : 0);
    if (taken > 0 && (actions + more + revisions > maxActions || bytes + size > maxBytes)) break;
    taken++;
    actions += more;
    bytes += size;
    group.changes.push(change);
    for (const conversation of change.conversations) {
      group.conversations.set(conversation.id, conversation);
      view.conversations.set(conversation.id, conversation);
    }
    mergeContribution(group.contribution, change.contribution);
    if (second) mergeContribution(second, forSecond(change));
  }
  return { group, taken };
}

/** How the units of a batch follow each other, so that neighbours share cells and conversations. */
export function packingOrder(unit: Unit): string {
  const { time, department, channel, conversation = '' } = unit.interactions[0] as Unit['interactions'][number];
  return `${chunkOf(time)} ${department} ${channel} ${time.slice(0, 10)} ${conversation} ${time}`;
}

function foldOrName(unit: Unit, known: Known, context: FoldContext): UnitChange {
  try {
    return foldUnit(unit, known, context);
  } catch (error) {
    throw new UnfoldableUnit(unit, error);
  }
}

function actionsOf(change: UnitChange, group: Group, known: Known): number {
  if (!change.fact) return 0;
  let actions = 1 + cellsOf(change.contribution, group.contribution);
  for (const { id, pages } of change.conversations) {
    const before = (group.conversations.get(id) ?? known.conversations.get(id) ?? newConversation(id)).pages;
    const olderPages = pages.slice(0, -1).filter((page) => !before.includes(page)).length;
    // The head is written once for each group.
    actions += (group.conversations.has(id) ? 0 : 1) + olderPages + changedEntries(before, pages);
  }
  return actions;
}

/** How many cells and home days of people a contribution has that are not in the group's. */
function cellsOf(change: Contribution, group: Contribution): number {
  let actions = newCells(group, change);
  for (const day of change.people.keys()) if (!group.people.has(day)) actions++;
  return actions;
}

/** The generation that is being built gets what it has not counted yet on top. */
function forSecond({ contribution, uncounted }: UnitChange): Contribution {
  if (!uncounted || (uncounted.cells.size === 0 && uncounted.people.size === 0)) return contribution;
  const both = emptyContribution();
  mergeContribution(both, contribution);
  mergeContribution(both, uncounted);
  return both;
}

/** Index entries of earlier episodes are items of their own; the latest is on the head. */
function changedEntries(before: TurnPages, after: TurnPages): number {
  const [old, now] = [earlierEntries(before), earlierEntries(after)];
  const written = [...now].filter(([openedAt, entry]) => old.get(openedAt) !== entry).length;
  const deleted = [...old.keys()].filter((openedAt) => !now.has(openedAt)).length;
  return written + deleted;
}

const earlierEntries = (pages: TurnPages): Map<number, string> =>
  new Map(
    episodesOf(allTurns(pages))
      .slice(0, -1)
      .map((episode, index) => [episode.openedAt, JSON.stringify([index, episode])]),
  );

const bytesOf = ({ unit, conversations }: UnitChange): number =>
  unit.interactions.reduce((sum, interaction) => sum + 3 * JSON.stringify(interaction).length, 0) +
  conversations.length * 8_000;
