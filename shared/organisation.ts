import * as z from 'zod';
import { alertRuleSchema } from './alert-rule.ts';
import { benchmarkSchema, defaultBenchmark } from './benchmark.ts';
import { defaultMaturityThresholds, maturityThresholdsSchema } from './maturity-thresholds.ts';
import { daySchema, idSchema, nameSchema, translatedSchema } from './organisation-fields.ts';
import { annotationSchema, attestationSchema, goalSchema, initiativeSchema } from './plans.ts';
import { channelKinds } from './vocabulary.ts';
import { zoneOf } from './zone.ts';

const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM, at most 24:00');
const shift = z
  .tuple([clockTime, clockTime])
  .refine(([opens, closes]) => opens < closes, 'a shift closes after it opens; one over midnight is two');
const timeZone = z.string().refine((id) => zoneOf(id) !== undefined, 'an IANA time zone');

/** What one document may hold; it is one item of the registry, so all of it together fits in 380 kB. */
export const organisationLimits = {
  departments: 200,
  headcounts: 500,
  channels: 500,
  responseTargets: 1_000,
  holidays: 1_000,
  shifts: 12,
  goals: 1_000,
  initiatives: 1_000,
  annotations: 2_000,
  attestations: 1_000,
  alertRules: 200,
} as const;

export const headcountSchema = z
  .strictObject({
    from: daySchema,
    count: z.int().min(0, '0 or more').max(10_000_000, 'at most 10,000,000'),
    /** How many of them lead others. */
    managers: z.int().min(0, '0 or more').optional(),
  })
  .refine(({ count, managers = 0 }) => managers <= count, { path: ['managers'], error: 'at most the headcount' });
export type Headcount = z.infer<typeof headcountSchema>;

export const departmentSchema = z.strictObject({
  id: idSchema,
  name: translatedSchema,
  parent: idSchema.optional(),
  /** Headcount from a day on, oldest first. */
  headcount: z.array(headcountSchema).max(organisationLimits.headcounts).default([]),
});
export type DepartmentConfig = z.infer<typeof departmentSchema>;

export const channelSchema = z.strictObject({ id: idSchema, name: nameSchema, kind: z.enum(channelKinds) });
export type ChannelConfig = z.infer<typeof channelSchema>;

/** Opening hours of a week and the days they do not hold, in `timeZone`. Shifts of a day do not overlap. */
export const businessHoursSchema = z.strictObject({
  timeZone,
  /** ISO weekday (1 = Monday) to its shifts. */
  week: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(shift).max(organisationLimits.shifts)),
  holidays: z.array(daySchema).max(organisationLimits.holidays).default([]),
});
export type BusinessHours = z.infer<typeof businessHoursSchema>;

/** The response target valid from an instant on; history keeps the one that was valid then. */
export const responseTargetSchema = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  department: idSchema.optional(),
  /** Seconds of business time from the enquiry to the reply. */
  seconds: z.int().min(1),
  /** Absent: the clock never stops. */
  hours: businessHoursSchema.optional(),
});
export type ResponseTarget = z.infer<typeof responseTargetSchema>;

export const collaborationSchema = z.strictObject({
  minimumInteractions: z.int().min(1, '1 to 1,000,000').max(1_000_000, '1 to 1,000,000'),
});
const defaultCollaboration = { minimumInteractions: 5 };

/** The whole configuration. What came later has a default, so that older documents can still be read. */
export const organisationSchema = z.strictObject({
  name: z.string(),
  homeTimeZone: timeZone,
  weekStart: z.int().min(1).max(7).default(1),
  departments: z.array(departmentSchema).max(organisationLimits.departments),
  channels: z.array(channelSchema).max(organisationLimits.channels),
  responseTargets: z.array(responseTargetSchema).max(organisationLimits.responseTargets),
  /** Departments are connected by at least so many internal interactions. */
  collaboration: collaborationSchema.default(defaultCollaboration),
  /** The social share's benchmark, the company's and that of departments with one of their own. */
  socialShare: benchmarkSchema.default(defaultBenchmark),
  socialShareOf: z.record(idSchema, benchmarkSchema).default({}),
  maturity: maturityThresholdsSchema.default(defaultMaturityThresholds),
  goals: z.array(goalSchema).max(organisationLimits.goals).default([]),
  initiatives: z.array(initiativeSchema).max(organisationLimits.initiatives).default([]),
  annotations: z.array(annotationSchema).max(organisationLimits.annotations).default([]),
  attestations: z.array(attestationSchema).max(organisationLimits.attestations).default([]),
  alertRules: z.array(alertRuleSchema).max(organisationLimits.alertRules).default([]),
});
export type Organisation = z.infer<typeof organisationSchema>;

const day: [string, string][] = [['09:00', '17:00']];

/** What holds until the organisation says otherwise. */
export const defaultOrganisation: Organisation = {
  name: 'Acme',
  homeTimeZone: 'Europe/Berlin',
  weekStart: 1,
  departments: [
    { id: 'marketing', name: { en: 'Marketing', de: 'Marketing' }, headcount: [] },
    { id: 'sales', name: { en: 'Sales', de: 'Vertrieb' }, headcount: [] },
    { id: 'communications', name: { en: 'Communications', de: 'Kommunikation' }, headcount: [] },
    { id: 'product', name: { en: 'Product', de: 'Produkt' }, headcount: [] },
    { id: 'service', name: { en: 'Customer Service', de: 'Kundenservice' }, headcount: [] },
    { id: 'hr', name: { en: 'Human Resources', de: 'Personal' }, headcount: [] },
    { id: 'management', name: { en: 'Management', de: 'Geschäftsleitung' }, headcount: [] },
  ],
  channels: [
    { id: 'facebook', name: 'Facebook', kind: 'social' },
    { id: 'instagram', name: 'Instagram', kind: 'social' },
    { id: 'x', name: 'X', kind: 'social' },
    { id: 'youtube', name: 'YouTube', kind: 'social' },
    { id: 'linkedin', name: 'LinkedIn', kind: 'social' },
    { id: 'whatsapp', name: 'WhatsApp', kind: 'social' },
    { id: 'mastodon', name: 'Mastodon', kind: 'social' },
    { id: 'bluesky', name: 'Bluesky', kind: 'social' },
    { id: 'tiktok', name: 'TikTok', kind: 'social' },
    { id: 'blog', name: 'Blog', kind: 'social' },
    { id: 'forum', name: 'Forum', kind: 'social' },
    { id: 'github', name: 'GitHub', kind: 'social' },
    { id: 'stackexchange', name: 'Stack Exchange', kind: 'social' },
    { id: 'phone', name: 'Phone', kind: 'direct' },
    { id: 'email', name: 'E-mail', kind: 'direct' },
    { id: 'store', name: 'Store', kind: 'direct' },
    { id: 'form', name: 'Web form', kind: 'direct' },
    { id: 'letter', name: 'Letter', kind: 'direct' },
    { id: 'crm', name: 'CRM', kind: 'direct' },
    { id: 'slack', name: 'Slack', kind: 'internal' },
    { id: 'teams', name: 'Teams', kind: 'internal' },
    { id: 'wiki', name: 'Wiki', kind: 'internal' },
    { id: 'intranet', name: 'Intranet', kind: 'internal' },
    { id: 'files', name: 'Files', kind: 'internal' },
    { id: 'mail', name: 'Internal mail', kind: 'internal' },
    { id: 'irc', name: 'IRC', kind: 'internal' },
    { id: 'meeting', name: 'Meetings', kind: 'internal' },
  ],
  responseTargets: [
    {
      from: '1970-01-01T00:00:00Z',
      seconds: 3600,
      hours: { timeZone: 'Europe/Berlin', week: { 1: day, 2: day, 3: day, 4: day, 5: day }, holidays: [] },
    },
  ],
  collaboration: defaultCollaboration,
  socialShare: defaultBenchmark,
  socialShareOf: {},
  maturity: defaultMaturityThresholds,
  goals: [],
  initiatives: [],
  annotations: [],
  attestations: [],
  alertRules: [],
};
