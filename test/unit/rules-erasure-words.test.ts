import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { erasureWords } from '../../shared/erasure-words.ts';

it('what stands for an erased person cannot be made again from what stays in the ledger', () => {
  const subject = { groups: [['p_new'], ['p_old', 'p_mail']], replacement: 'x_first', salt: 'forgotten' };
  const words = erasureWords(subject, []);
  expect(words.get('p_new')).toBe('x_first');
  expect(words.get('p_old')).toBe(words.get('p_mail'));
  const guessed = `x_${createHmac('sha256', 'x_first').update('p_old').digest('base64url').slice(0, 22)}`;
  expect(words.get('p_old')).not.toBe(guessed);
  expect(words.get('p_old')).not.toBe(erasureWords({ ...subject, salt: 'another' }, []).get('p_old'));
  // One that was asked for before there were salts goes on with its words.
  expect(erasureWords({ ...subject, salt: undefined }, []).get('p_old')).toBe(guessed);
});
