import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
/** Of the years 1000 to 9998: the days around them are written alike, which the first and last four-digit year lack. */
const dayPattern = /^(?!9999)[1-9]\d{3}-\d\d-\d\d$/;

builder.scalarType('DateTime', {
  description: 'An instant: ISO 8601 with offset.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (typeof value === 'number' ? isoText(value) : value),
  parseValue: (value) => {
    const epochMs = typeof value === 'string' && instantPattern.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(epochMs)) throw refusal('DateTime', 'an ISO 8601 instant such as 2026-11-20T09:30:00Z');
    return epochMs;
  },
});

builder.scalarType('Date', {
  description: 'A calendar day of the years 1000 to 9998: YYYY-MM-DD.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isDay(value))
      throw refusal('Date', 'a day of the calendar such as 2026-11-20, from the year 1000 to 9998');
    return value;
  },
});

builder.scalarType('TimeZone', {
  description: 'An IANA time zone name.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !/^[A-Za-z][\w+\-/]{0,63}$/.test(value)) {
      throw refusal('TimeZone', 'an IANA time zone name such as Europe/Berlin');
    }
    return value;
  },
});

let latest = { epochMs: Number.NaN, text: '' };

/** The rows of a bucket follow each other and share its start: the text of the latest instant is kept. */
function isoText(epochMs: number): string {
  if (latest.epochMs !== epochMs) latest = { epochMs, text: new Date(epochMs).toISOString() };
  return latest.text;
}

function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes the 30th of February for the 2nd of March.
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

const refusal = (scalar: string, expected: string): GraphQLError =>
  new GraphQLError(`A ${scalar} is ${expected}.`, { extensions: { code: 'BAD_USER_INPUT' } });
