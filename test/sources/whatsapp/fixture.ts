import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';
import { metaFixture } from '../facebook/meta.ts';
import { opaque } from '../opaque.ts';

const [phone, person, number] = ['4915200000077', 'DE.1349120865530274', '106540352242922'];
const said = Date.parse('2026-11-20T11:00:00Z') / 1000;
const saidAt = '2026-11-20T11:00:00.000Z';
const conversation = `whatsapp:${opaque(`${number}:${person}`)}`;
const customer = { id: `whatsapp:${person}`, kind: 'customer' } as const;
const brand = { id: `whatsapp:${number}`, kind: 'brand' } as const;

type Becomes = FixtureDelivery['becomes'];
type Message = { id: string; type: string; [field: string]: unknown };

const changed = (name: string, field: string, value: object, becomes: Becomes): FixtureDelivery => ({
  name,
  body: {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [
          {
            field,
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: number },
              contacts: [{ profile: { name: 'Pablo Muster', username: '@pablo.m' }, user_id: person, wa_id: phone }],
              ...value,
            },
          },
        ],
      },
    ],
  },
  becomes,
});

const written = (name: string, message: Message, becomes: Becomes, seconds = 0) =>
  changed(
    name,
    'messages',
    { messages: [{ from: phone, from_user_id: person, timestamp: String(said + seconds), ...message }] },
    becomes,
  );
const answered = (name: string, message: Message, becomes: Becomes, seconds = 0) =>
  changed(
    name,
    'smb_message_echoes',
    {
      message_echoes: [
        { from: '15550783881', to: phone, to_user_id: person, timestamp: String(said + seconds), ...message },
      ],
    },
    becomes,
  );

const contents: { type: string; content: object; text?: string }[] = [
  {
    type: 'text',
    content: { text: { body: 'Geht das auch in Grün? 💚 أخضر' } },
    text: 'Geht das auch in Grün? 💚 أخضر',
  },
  { type: 'image', content: { image: { id: '1', caption: 'So sieht es aus' } }, text: 'So sieht es aus' },
  { type: 'video', content: { video: { id: '2', caption: 'Kaputt' } }, text: 'Kaputt' },
  { type: 'document', content: { document: { id: '3', filename: 'a.pdf', caption: 'Rechnung' } }, text: 'Rechnung' },
  { type: 'audio', content: { audio: { id: '4', voice: true } } },
  { type: 'sticker', content: { sticker: { id: '5' } } },
  { type: 'location', content: { location: { latitude: 49.2, longitude: 7 } } },
  { type: 'contacts', content: { contacts: [{ name: { formatted_name: 'Erika Muster' } }] } },
  { type: 'button', content: { button: { text: 'Nein', payload: 'NO' } }, text: 'Nein' },
  {
    type: 'interactive',
    content: { interactive: { type: 'list_reply', list_reply: { id: 'a', title: 'Größe L' } } },
    text: 'Größe L',
  },
  { type: 'order', content: { order: { catalog_id: '6', text: 'Bitte schnell' } }, text: 'Bitte schnell' },
  { type: 'unsupported', content: { errors: [{ code: 131051 }] } },
  { type: 'unknown', content: { errors: [{ code: 131051 }] } },
];

const messages = contents.flatMap(({ type, content, text }): FixtureDelivery[] => [
  written(`a customer sends: ${type}`, { id: `wamid.in-${type}`, type, ...content }, [
    {
      id: `message:${opaque(`wamid.in-${type}`)}`,
      activity: 'enquiry',
      time: saidAt,
      data: { actor: customer, conversation, ...(text !== undefined && { text }) },
    },
  ]),
  answered(`the company sends: ${type}`, { id: `wamid.out-${type}`, type, ...content }, [
    {
      id: `message:${opaque(`wamid.out-${type}`)}`,
      activity: 'reply',
      time: saidAt,
      data: { actor: brand, counterpart: customer, conversation },
    },
  ]),
]);

const [asked, answer] = [`message:${opaque('wamid.in-text')}`, `message:${opaque('wamid.out-text')}`];
const corrected = (original: string, body: string) => ({
  type: 'edit',
  edit: { original_message_id: original, message: { type: 'text', text: { body } } },
});
const revoked = (original: string) => ({ type: 'revoke', revoke: { original_message_id: original } });
const felt = (to: string, emoji?: string) => ({ type: 'reaction', reaction: { message_id: to, emoji } });
const [liked, thanked] = [
  `reaction:${answer}:${opaque(`whatsapp:${person}`)}`,
  `reaction:${asked}:${opaque(`whatsapp:${number}`)}`,
];
const later = '2026-11-20T11:01:00.000Z';

const status = (name: string, fields: object, becomes: Becomes) =>
  changed(
    name,
    'messages',
    {
      statuses: [
        {
          id: 'wamid.api',
          status: 'sent',
          timestamp: String(said),
          recipient_id: phone,
          recipient_user_id: person,
          ...fields,
        },
      ],
    },
    becomes,
  );
const priced = (category: string) => ({ pricing: { billable: true, pricing_model: 'PMP', category } });
const throughApi = { id: `message:${opaque('wamid.api')}`, activity: 'reply', time: saidAt } as const;
const sent = [
  status('an answer is sent through the Cloud API', priced('service'), [
    { ...throughApi, data: { actor: brand, counterpart: customer, conversation } },
  ]),
  status('a notice is sent through the Cloud API', { id: 'wamid.notice', ...priced('utility') }, [
    {
      id: `message:${opaque('wamid.notice')}`,
      activity: 'reply',
      data: { actor: { ...brand, kind: 'bot' }, counterpart: customer, conversation },
    },
  ]),
  status(
    'an answer is sent to a group',
    { id: 'wamid.group', recipient_id: '120363@g.us', recipient_type: 'group', recipient_user_id: undefined },
    [
      {
        id: `message:${opaque('wamid.group')}`,
        activity: 'reply',
        data: { actor: brand, conversation: `whatsapp:${opaque(`${number}:120363@g.us`)}` },
      },
    ],
  ),
  status('a campaign is sent through the Cloud API', { id: 'wamid.campaign', ...priced('marketing') }, []),
  status('a code is sent through the Cloud API', { id: 'wamid.code', ...priced('authentication') }, []),
];

export const fixture: SourceFixture = {
  ...metaFixture,
  source: 'https://wa.me/15550783881',
  channel: 'whatsapp',
  department: 'service',
  deliveries: [
    ...messages,
    written(
      'the customer corrects it',
      { id: 'wamid.a', ...corrected('wamid.in-text', 'In Blau?') },
      [{ id: `${asked}:edit:${said + 60}`, activity: 'edit', time: later, data: { target: asked, text: 'In Blau?' } }],
      60,
    ),
    written(
      'the customer takes it back',
      { id: 'wamid.b', ...revoked('wamid.in-text') },
      [{ id: `${asked}:delete`, activity: 'retraction', time: later, data: { target: asked } }],
      60,
    ),
    answered(
      'the company corrects it',
      { id: 'wamid.c', ...corrected('wamid.out-text', 'Ja!') },
      [{ id: `${answer}:edit:${said + 60}`, activity: 'edit', data: { actor: brand, target: answer, text: 'Ja!' } }],
      60,
    ),
    answered('the company takes it back', { id: 'wamid.d', ...revoked('wamid.out-text') }, [
      { id: `${answer}:delete`, activity: 'retraction', data: { actor: brand, target: answer } },
    ]),
    written('the customer reacts', { id: 'wamid.e', ...felt('wamid.out-text', '👍🏻') }, [
      { id: liked, activity: 'reaction', data: { object: answer, reaction: '👍🏻' } },
    ]),
    written('the customer takes the reaction back', { id: 'wamid.f', ...felt('wamid.out-text') }, [
      { id: `${liked}:delete`, activity: 'retraction', data: { target: liked } },
    ]),
    answered('the company reacts', { id: 'wamid.g', ...felt('wamid.in-text', '🙏') }, [
      { id: thanked, activity: 'reaction', data: { actor: brand, object: asked, reaction: '🙏' } },
    ]),
    changed(
      'a customer writes in a group, known by number alone',
      'messages',
      {
        contacts: [{ profile: { name: 'Pablo Muster' }, wa_id: phone }],
        messages: [
          {
            from: phone,
            group_id: '120363@g.us',
            id: 'wamid.h',
            timestamp: String(said),
            type: 'text',
            text: { body: 'Hi' },
          },
        ],
      },
      [
        {
          id: `message:${opaque('wamid.h')}`,
          activity: 'enquiry',
          data: {
            actor: { id: `whatsapp:${phone}`, kind: 'customer' },
            conversation: `whatsapp:${opaque(`${number}:120363@g.us`)}`,
          },
        },
      ],
    ),
    ...sent,
    changed(
      'it was delivered',
      'messages',
      { statuses: [{ id: 'wamid.out-text', status: 'delivered', timestamp: String(said) }] },
      [],
    ),
    changed('a template is approved', 'message_template_status_update', { event: 'APPROVED' }, []),
  ],
  stories: [
    { created: 'a customer sends: text', edited: 'the customer corrects it', deleted: 'the customer takes it back' },
    { created: 'the company sends: text', edited: 'the company corrects it', deleted: 'the company takes it back' },
    { created: 'the customer reacts', deleted: 'the customer takes the reaction back' },
  ],
  personal: [phone, person, 'Pablo', '@pablo.m', 'Erika', 'wamid'],
};
