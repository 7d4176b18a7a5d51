import { type AlertDetail, alertDetailType } from '../../../shared/alert-detail.ts';
import { busSource } from '../../../shared/interaction.ts';

const ours = { source: [busSource], 'detail-type': [alertDetailType] };

/** Patterns of rules about alerts, by what a subscriber wants. */
export const alertPatterns = {
  all: ours,
  firesAndIsOver: { ...ours, detail: { change: ['FIRED', 'CLEARED', 'ENDED'] } },
  oneDepartment: { ...ours, detail: { subject: { department: ['service'] } } },
  oneRule: { ...ours, detail: { rule: { id: ['slow-answers'] } } },
};

const detail: AlertDetail = {
  version: 1,
  notice: 'slow-answers@1795255260000:FIRED',
  alert: 'slow-answers',
  change: 'FIRED',
  state: 'FIRING',
  previousState: 'OK',
  at: '2026-11-21T10:01:00.000Z',
  firingSince: '2026-11-21T10:01:00.000Z',
  rule: {
    id: 'slow-answers',
    name: { en: 'Customers wait too long', de: 'Kunden warten zu lange' },
    kind: 'THRESHOLD',
    owner: 'Head of service',
  },
  subject: { department: 'service' },
  metric: 'WITHIN_TARGET',
  comparison: 'BELOW',
  threshold: 0.7,
  range: { from: '2026-11-14', to: '2026-11-20' },
  value: 0.584,
  n: 214,
  message: {
    en: 'Answered within target, Customer Service, 14 Nov 2026 – 20 Nov 2026: 58.4%, below 70%.',
    de: 'Im Ziel beantwortet, Kundenservice, 14.11.2026 – 20.11.2026: 58,4 %, unter 70 %.',
  },
};

/** An event of an alert as EventBridge hands it over. */
export const alertEvent = {
  version: '0',
  id: '9f0c7a8e-52c6-4c5e-9a4d-3a1f0c4be1a7',
  'detail-type': alertDetailType,
  source: busSource,
  account: '123456789012',
  time: '2026-11-21T10:01:00Z',
  region: 'eu-central-1',
  resources: [],
  detail,
};
