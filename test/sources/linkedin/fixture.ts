import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';

const page = 'urn:li:organization:96072893';
const jane = 'urn:li:person:zLqTygBP8S';
const activity = '7094637247890620418';
const brand = { id: 'linkedin:organization:96072893', kind: 'brand' } as const;
const public_ = { id: 'linkedin:person:zLqTygBP8S', kind: 'public' } as const;
const nobody = { id: 'linkedin:unknown', kind: 'public' } as const;
const done = Date.parse('2026-11-20T10:00:00Z');
const doneAt = '2026-11-20T10:00:00.000Z';
const post = `post:activity:${activity}`;
const talk = `linkedin:activity:${activity}`;

type Becomes = FixtureDelivery['becomes'];

let notifications = 5_603_453_320;
function told(name: string, action: string, more: object, becomes: Becomes): FixtureDelivery {
  notifications += 1;
  const notification = {
    notificationId: notifications,
    organizationalEntity: page,
    action,
    sourcePost: `urn:li:activity:${activity}`,
    decoratedSourcePost: {
      entity: 'urn:li:share:7094637247487995904',
      owner: page,
      text: 'Wir stellen ein',
      mediaCategory: 'NONE',
    },
    lastModifiedAt: done,
    subscriber: 'urn:li:person:aDmInIsTrA',
    ...more,
  };
  const body = { type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications: [notification] };
  return { name, body, becomes };
}

const commented = (number: number, owner: string, text: string, object = `urn:li:activity:${activity}`) => ({
  generatedActivity: `urn:li:comment:(activity:${activity},${number})`,
  decoratedGeneratedActivity: {
    comment: { entity: `urn:li:comment:(urn:li:activity:${activity},${number})`, owner, text, object },
  },
});

export const fixture: SourceFixture = {
  source: 'https://www.linkedin.com/company/acme',
  channel: 'linkedin',
  department: 'hr',
  secrets: { clientSecret: 'a client secret of the app' },
  sign: ({ body }, { clientSecret = '' }) => ({
    'x-li-signature': createHmac('sha256', clientSecret).update('hmacsha256=').update(body).digest('hex'),
  }),
  handshakes: [
    {
      query: '?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0',
      answer: {
        status: 200,
        body: '{"challengeCode":"890e4665-4dfe-4ab1-b689-ed553bceeed0","challengeResponse":"ef040011fc15473f6ce29b3a308fd8202ed17d712c5372b78f60612eb2e11cbe"}',
      },
    },
    { query: '', answer: { status: 404, body: '' } },
  ],
  deliveries: [
    told('somebody comments', 'COMMENT', commented(101, jane, 'Auch in Köln? 🙋 متى؟'), [
      {
        id: 'comment:101',
        activity: 'comment',
        time: doneAt,
        data: { actor: public_, conversation: talk, inReplyTo: post, text: 'Auch in Köln? 🙋 متى؟' },
      },
    ]),
    told(
      'the comment is edited',
      'COMMENT_EDIT',
      { ...commented(101, jane, 'Auch in Bonn?'), lastModifiedAt: done + 9 },
      [
        {
          id: 'comment:101:edit:2026-11-20T10:00:00.009Z',
          activity: 'edit',
          data: { target: 'comment:101', text: 'Auch in Bonn?' },
        },
      ],
    ),
    told(
      'the comment is deleted',
      'COMMENT_DELETE',
      { generatedActivity: `urn:li:comment:(activity:${activity},101)`, lastModifiedAt: done + 99 },
      [{ id: 'comment:101:delete', activity: 'retraction', data: { actor: nobody, target: 'comment:101' } }],
    ),
    told(
      'the page answers',
      'ADMIN_COMMENT',
      commented(102, page, 'Ja!', `urn:li:comment:(urn:li:activity:${activity},101)`),
      [
        {
          id: 'comment:102',
          activity: 'reply',
          data: { actor: brand, conversation: talk, inReplyTo: 'comment:101' },
        },
      ],
    ),
    told('somebody likes', 'LIKE', { generatedActivity: `urn:li:like:(${jane},urn:li:activity:${activity})` }, [
      {
        id: `reaction:${post}:${opaque(`urn:li:like:(${jane},urn:li:activity:${activity})`)}`,
        activity: 'reaction',
        data: { actor: public_, object: post, reaction: 'like' },
      },
    ]),
    told('somebody likes whom LinkedIn does not name', 'LIKE', { notificationId: 4406004 }, [
      { id: `reaction:${post}:notification:4406004`, activity: 'reaction', data: { actor: nobody } },
    ]),
    told(
      'somebody shares',
      'SHARE',
      {
        generatedActivity: 'urn:li:share:7094977717598625793',
        decoratedGeneratedActivity: {
          share: { entity: 'urn:li:share:7094977717598625793', owner: jane, text: 'Lest das!' },
        },
      },
      [
        {
          id: 'share:share:7094977717598625793',
          activity: 'share',
          data: { actor: public_, object: post, text: 'Lest das!' },
        },
      ],
    ),
    told(
      'somebody names the page',
      'SHARE_MENTION',
      {
        sourcePost: 'urn:li:activity:7094637247890620500',
        decoratedSourcePost: { entity: 'urn:li:share:7094637247487995999', owner: jane, text: 'Danke an Acme' },
      },
      [
        {
          id: 'mention:activity:7094637247890620500',
          activity: 'mention',
          data: { actor: public_, conversation: 'linkedin:activity:7094637247890620500', text: 'Danke an Acme' },
        },
      ],
    ),
    told(
      'somebody names the page in a picture',
      'PHOTO_MENTION',
      { sourcePost: 'urn:li:activity:7094637247890620501', decoratedSourcePost: { owner: jane } },
      [{ id: 'mention:activity:7094637247890620501', activity: 'mention' }],
    ),
    { ...told('somebody does what there was not before', 'WAVE', {}, []), unknown: true },
    { name: 'somebody fills a form', body: { type: 'LEAD_ACTION', leadAction: 'CREATED' }, becomes: [] },
  ],
  stories: [{ created: 'somebody comments', edited: 'the comment is edited', deleted: 'the comment is deleted' }],
  personal: ['zLqTygBP8S', 'aDmInIsTrA'],
};
