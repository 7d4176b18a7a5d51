import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const mail = (headers: Record<string, string>, body: string): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body.replaceAll('\n', '\r\n')}\r\n`;

const received = 'from mx.example by mail.acme.example with ESMTPS id 1; Fri, 20 Nov 2026 10:00:05 +0100';
const opening = {
  Received: received,
  From: '"Jane Doe" <Jane.Doe@example.com>',
  To: 'service@acme.example',
  Subject: '=?utf-8?q?Wo_ist_mein_Paket=3F_=F0=9F=93=A6?=',
  Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
  'Message-ID': '<1763629200.jane.doe@example.com>',
  'MIME-Version': '1.0',
};
const answer = {
  From: 'Max Muster <max.muster@acme.example>',
  To: 'Jane Doe <jane.doe@example.com>',
  Subject: 'Re: Paket',
  Date: 'Fri, 20 Nov 2026 11:30:00 +0100',
  'Message-ID': '<reply-1.max@acme.example>',
  'In-Reply-To': '<1763629200.jane.doe@example.com>',
  References: '<1763629200.jane.doe@example.com>',
};

const delivery = (name: string, body: string, becomes: FixtureDelivery['becomes']): FixtureDelivery => ({
  name,
  headers: { 'content-type': 'message/rfc822' },
  body,
  becomes,
});

export const fixture: SourceFixture = {
  source: 'urn:acme:mailbox:service',
  channel: 'email',
  department: 'service',
  settings: {
    ownDomains: ['acme.example'],
    brandAddresses: ['newsletter@acme.example'],
    partnerDomains: ['partner.example'],
  },
  deliveries: [
    delivery(
      'a customer asks, in HTML',
      mail(
        { ...opening, 'Content-Type': 'text/html; charset=utf-8' },
        '<style>p{}</style><p>Hallo,<br>wo bleibt es? مرحبا &amp; danke</p><blockquote>alt</blockquote>',
      ),
      [
        {
          id: 'mail:o_HG64aTbgukTtXXX0sIQLyo',
          activity: 'enquiry',
          time: '2026-11-20T09:00:00.000Z',
          data: { actor: { id: 'email:jane.doe@example.com', kind: 'customer' } },
        },
      ],
    ),
    delivery('we answer', mail(answer, 'Unterwegs.\n\nOn Friday Jane wrote:\n> wo bleibt es?\n-- \nMax'), [
      {
        id: 'mail:o_S5X63CPxi6EC9L9KtAbSm5',
        activity: 'reply',
        time: '2026-11-20T10:30:00.000Z',
        data: {
          actor: { id: 'email:max.muster@acme.example', kind: 'employee' },
          counterpart: { id: 'email:jane.doe@example.com' },
          text: 'Unterwegs.',
        },
      },
    ]),
    delivery(
      'the customer writes again, late in a thread',
      mail(
        {
          ...opening,
          Date: 'Fri, 20 Nov 2026 09:59:00 +0100',
          'Message-ID': '<again.jane.doe@example.com>',
          'In-Reply-To': 'Your message of "Fri" <reply-1.max@acme.example>',
          References: '<1763629200.jane.doe@example.com> <reply-1.max@acme.example>',
        },
        'Danke!',
      ),
      [
        {
          id: 'mail:o_RNJXY0jmsPoRo5lUvq7w1V',
          activity: 'comment',
          time: '2026-11-20T08:59:00.000Z',
          data: { actor: { id: 'email:jane.doe@example.com', kind: 'customer' }, text: 'Danke!' },
        },
      ],
    ),
    delivery(
      'a partner asks',
      mail({ ...opening, From: 'rita.roe@sales.partner.example', 'Message-ID': '<p1@partner.example>' }, 'Preise?'),
      [
        {
          id: 'mail:o_v8c0IL-rLUojai5r4K-fSZ',
          activity: 'enquiry',
          data: { actor: { id: 'email:rita.roe@sales.partner.example', kind: 'partner' } },
        },
      ],
    ),
    delivery(
      'somebody writes to a list',
      mail({ ...opening, 'Message-ID': '<l1@example.com>', 'List-Id': 'Users <users.acme.example>' }, 'How do I …?'),
      [
        {
          id: 'mail:o_WKS0Pr8lHo2FcPoNx2EYz-',
          activity: 'post',
          data: { actor: { id: 'email:jane.doe@example.com', kind: 'public' }, direction: 'inbound' },
        },
      ],
    ),
    delivery(
      'the newsletter',
      mail(
        {
          ...answer,
          From: 'newsletter@acme.example',
          'In-Reply-To': '',
          References: '',
          'Message-ID': '<n@acme.example>',
        },
        'News',
      ),
      [
        {
          id: 'mail:o_HzyoJVzLVaNoRlJ3q6Xo6-',
          activity: 'post',
          data: { actor: { id: 'email:newsletter@acme.example', kind: 'brand' } },
        },
      ],
    ),
    delivery(
      'a colleague writes to a colleague',
      mail({ ...answer, To: 'eva.kern@it.acme.example', 'Message-ID': '<i@acme.example>' }, 'Weißt du mehr?'),
      [
        {
          id: 'mail:o_465qxnZDmVSyJ3FXKZjU7i',
          activity: 'message',
          data: {
            actor: { id: 'email:max.muster@acme.example', kind: 'employee' },
            counterpart: { id: 'email:eva.kern@it.acme.example', kind: 'employee' },
          },
        },
      ],
    ),
    delivery(
      'our system says that the mail is here',
      mail({ ...answer, 'Auto-Submitted': 'auto-replied', 'Message-ID': '<auto@acme.example>' }, 'Ticket 12'),
      [
        {
          id: 'mail:o_Q_2vvUtkZ3vyZVoFZE-bK6',
          activity: 'reply',
          data: { actor: { id: 'email:max.muster@acme.example', kind: 'bot' } },
        },
      ],
    ),
    delivery('out of office', mail({ ...opening, 'Auto-Submitted': 'auto-replied (vacation)' }, 'Bin im Urlaub'), []),
    delivery('an advertisement', mail({ ...opening, Precedence: 'bulk' }, 'Buy'), []),
    delivery('spam', mail({ ...opening, 'X-Spam-Flag': 'YES' }, 'Buy now'), []),
    delivery(
      'a mail that comes back',
      mail({ ...opening, 'Content-Type': 'multipart/report; boundary=x' }, '--x--'),
      [],
    ),
    delivery('a loop', mail({ ...opening, 'X-Loop': 'service@acme.example' }, 'again'), []),
  ],
  personal: ['jane.doe', 'Jane', 'max.muster', 'acme.example>', 'service@acme'],
};
