import { expect, it } from 'vitest';
import { bothNames } from '../../../dashboard/i18n/both-names.ts';

it('one name stands for both languages, two stay as they are', () => {
  expect(bothNames({ en: ' Mood ', de: '' })).toEqual({ en: 'Mood', de: 'Mood' });
  expect(bothNames({ en: '  ', de: 'Stimmung' })).toEqual({ en: 'Stimmung', de: 'Stimmung' });
  expect(bothNames({ en: 'Mood', de: 'Stimmung' })).toEqual({ en: 'Mood', de: 'Stimmung' });
});
