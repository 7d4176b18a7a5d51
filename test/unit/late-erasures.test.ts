import { expect, it } from 'vitest';
import type { Erasure } from '../../shared/erasure.ts';
import { isErasureLate } from '../../shared/late-erasures.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const hour = 3_600;
const day = 24 * hour;
const long = { askedAt: ago(90 * day) };

it.each<[string, Pick<Erasure, 'state' | 'askedAt' | 'erasedAt' | 'sweptAt'>, boolean]>([
  ['runs for an hour', { state: 'RUNNING', askedAt: ago(hour) }, false],
  ['runs for longer', { state: 'RUNNING', askedAt: ago(hour + 1) }, true],
  ['is erased for an hour', { ...long, state: 'ERASED', erasedAt: ago(hour) }, false],
  ['is not looked through again', { ...long, state: 'ERASED', erasedAt: ago(hour + 1) }, true],
  ['waits for queues', { ...long, state: 'ERASED', erasedAt: ago(14 * day + hour), sweptAt: ago(13 * day) }, false],
  ['keeps its keys', { ...long, state: 'ERASED', erasedAt: ago(14 * day + hour + 1), sweptAt: ago(13 * day) }, true],
  ['is shredded', { ...long, state: 'SHREDDED', erasedAt: ago(89 * day), sweptAt: ago(89 * day) }, false],
])('an erasure that %s', (_, erasure, late) => expect(isErasureLate(erasure, now)).toBe(late));
