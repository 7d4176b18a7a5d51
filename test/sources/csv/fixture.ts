import type { SourceFixture } from '../../../cli/source/fixture.ts';

const mapping = {
  csv: { delimiter: ';' },
  ignore: [{ when: { path: 'Status', is: ['test'] }, because: 'a test of the telephone' }],
  id: { template: '{Vorgang}:{Nr}', prefix: 'call:' },
  activity: { path: 'Art', table: { Anruf: 'enquiry', Rückruf: 'reply', Storno: 'retraction' }, otherwise: 'comment' },
  time: { from: { path: 'Zeit' }, zone: 'Europe/Berlin' },
  data: {
    'actor.id': { path: ['Kundennummer', 'Mitarbeiter'], prefix: 'phone:' },
    'actor.kind': [{ when: { path: 'Kundennummer', present: true }, constant: 'customer' }, { constant: 'employee' }],
    conversation: { path: 'Vorgang', prefix: 'case:' },
    object: { path: 'Rufnummer', opaque: true },
    target: { when: { path: 'Art', is: ['Storno'] }, template: '{Vorgang}:1', prefix: 'call:' },
    text: { path: 'Notiz' },
  },
};

const head = 'Vorgang;Nr;Art;Zeit;Kundennummer;Mitarbeiter;Rufnummer;Status;Notiz';

export const fixture: SourceFixture = {
  source: 'https://telephone.acme.example',
  channel: 'phone',
  department: 'service',
  settings: { mapping },
  deliveries: [
    {
      name: 'a customer calls and is called back; a test call',
      headers: { 'content-type': 'text/csv' },
      body: `\uFEFF${head}\r\n12;1;Anruf;2026-03-29 01:59:59;K-77;;+49 30 5550101;;"Wo ist mein Paket? 📦 ""dringend"";\nمرحبا"\r\n12;2;Rückruf;2026-03-29 03:00:00;;M-4;+49 30 5550101;;Gefunden\r\n13;1;Anruf;2026-03-29 03:00:01;K-78;;;test;\r\n`,
      becomes: [
        {
          id: 'call:12:1',
          activity: 'enquiry',
          time: '2026-03-29T00:59:59.000Z',
          data: {
            actor: { id: 'phone:K-77', kind: 'customer' },
            conversation: 'case:12',
            text: 'Wo ist mein Paket? 📦 "dringend";\nمرحبا',
          },
        },
        {
          id: 'call:12:2',
          activity: 'reply',
          time: '2026-03-29T01:00:00.000Z',
          data: { actor: { id: 'phone:M-4', kind: 'employee' }, conversation: 'case:12' },
        },
      ],
    },
    {
      name: 'the call was none',
      headers: { 'content-type': 'text/csv' },
      body: `${head}\n12;9;Storno;2026-11-01 12:00;;M-4;;;\n`,
      becomes: [
        { id: 'call:12:9', activity: 'retraction', time: '2026-11-01T11:00:00.000Z', data: { target: 'call:12:1' } },
      ],
    },
  ],
  stories: [{ created: 'a customer calls and is called back; a test call', deleted: 'the call was none' }],
  personal: ['5550101', 'K-77', 'M-4'],
};
