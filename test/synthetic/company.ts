import { defaultOrganisation } from '../../shared/organisation.ts';

type Headcount = { from: string; count: number; managers?: number }[];

/** Raised, lowered, without managers, none at all, and zero: each department tells its people in another way. */
const headcounts: Record<string, Headcount> = {
  marketing: [
    { from: '2025-01-01', count: 14, managers: 3 },
    { from: '2026-05-01', count: 16, managers: 5 },
  ],
  sales: [
    { from: '2025-01-01', count: 20 },
    { from: '2026-04-15', count: 15, managers: 5 },
  ],
  communications: [
    { from: '2026-01-01', count: 12, managers: 2 },
    { from: '2026-06-15', count: 0 },
  ],
  product: [],
  service: [{ from: '2025-06-01', count: 18, managers: 6 }],
  hr: [{ from: '2026-01-01', count: 9, managers: 1 }],
  management: [{ from: '2025-01-01', count: 10, managers: 8 }],
};

const split: [string, string][] = [
  ['08:00', '12:00'],
  ['13:30', '18:00'],
];

/** The default departments and channels, with headcounts, and a service that answers in two shifts but not on holidays. */
export const syntheticOrganisation = {
  ...defaultOrganisation,
  name: 'Synthetic',
  departments: defaultOrganisation.departments.map((department) => ({
    ...department,
    headcount: headcounts[department.id] ?? [],
  })),
  responseTargets: [
    ...defaultOrganisation.responseTargets,
    {
      from: '1970-01-01T00:00:00Z',
      department: 'service',
      seconds: 4 * 3600,
      hours: {
        timeZone: 'Europe/Berlin',
        week: { 1: split, 2: split, 3: split, 4: split, 5: split, 6: [['09:00', '12:00'] as [string, string]] },
        holidays: ['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-25'],
      },
    },
  ],
};

/** The first day and the last, both of the company's home zone: twenty whole ISO weeks with a change of the clocks. */
export const syntheticDays = { from: '2026-03-02', to: '2026-07-19' };
export const syntheticWeeks = 20;
