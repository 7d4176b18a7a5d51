import { builder } from '../builder.ts';

export const TranslatedTextInput = builder.inputType('TranslatedTextInput', {
  description: 'A text in both languages.',
  fields: (t) => ({
    en: t.string({ required: true, description: 'In English.' }),
    de: t.string({ required: true, description: 'In German.' }),
  }),
});
