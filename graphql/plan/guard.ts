import type { ChannelKind } from '../../shared/vocabulary.ts';
import type { HiddenCells, HiddenList } from './hidden.ts';
import { partsOfCell } from './hide-table.ts';

/** The kind of a channel. */
export type KindOf = (channel: string) => ChannelKind;

/** Departments and channels that a value is about. */
export interface Selection {
  inDepartment(id: string): boolean;
  inChannel(id: string): boolean;
  /** No department is left out. */
  allDepartments: boolean;
  /** Which channels are in: all, all of some kinds, or others. */
  channels: 'all' | 'some' | readonly ChannelKind[];
}

/**
 * Whether a value about the employees of some departments must not be told: some of what is hidden is in it and some is
 * not. All of what is hidden together is what the sum less the others tells anyway.
 */
export function isListHidden(
  { total, departments }: HiddenList,
  { inDepartment, allDepartments }: Pick<Selection, 'inDepartment' | 'allDepartments'>,
): boolean {
  if (allDepartments) return total;
  const inside = departments.filter(inDepartment).length;
  return inside > 0 && (total || inside < departments.length);
}

/** The same by department and channel. */
export function isHidden(hidden: HiddenCells, selection: Selection): boolean {
  const { inDepartment, inChannel, allDepartments, channels } = selection;
  if (channels === 'all') return isListHidden(hidden, selection);
  const inColumn = channels === 'some' ? inChannel : (kind: string) => channels.some((one) => one === kind);
  const [columns, cells] = channels === 'some' ? [hidden.channels, hidden.cells] : [hidden.kinds, hidden.kindCells];
  if (allDepartments) return columns.some(inColumn);
  return cells.some((cell) => {
    const [department, column] = partsOfCell(cell);
    return inDepartment(department) && inColumn(column);
  });
}
