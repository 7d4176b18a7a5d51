import { builder } from '../builder.ts';

export const DateRange = builder.inputType('DateRange', {
  description: "Whole days in the report's time zone, both ends included.",
  fields: (t) => ({
    from: t.field({ type: 'Date', required: true, description: 'The first day.' }),
    to: t.field({ type: 'Date', required: true, description: 'The last day, included.' }),
  }),
});
