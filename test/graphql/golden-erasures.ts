import type { Erasure } from '../../shared/erasure.ts';
import { connectionOf } from '../../shared/store/connection.ts';

const counts = { facts: 0, presence: 0, merges: 0, audit: 0, rejections: 0 };
const receipts: Erasure[] = [
  {
    id: '2026-03-27T11:00:00.000Z-9f2c1a7e',
    state: 'RUNNING',
    askedBy: 'anna',
    askedAt: '2026-03-27T11:00:00.000Z',
    counts,
  },
  {
    id: '2026-03-02T09:30:00.000Z-51d0b3c4',
    state: 'SHREDDED',
    askedBy: 'anna',
    askedAt: '2026-03-02T09:30:00.000Z',
    erasedAt: '2026-03-02T09:30:07.000Z',
    sweptAt: '2026-03-02T09:35:02.000Z',
    shreddedAt: '2026-03-02T09:50:01.000Z',
    counts: { facts: 412, presence: 96, merges: 1, audit: 2, rejections: 3 },
  },
];

/** A page of receipts: one that was just asked for, and one of which all is done. */
export const goldenErasures = connectionOf(
  receipts.map((node) => ({ place: { sort: node.id, tie: '' }, node })),
  { count: 50, from: 'start' },
  false,
);
