import type { SourceFixture } from '../../../cli/source/fixture.ts';

const seconds = (text: string) => Date.parse(text) / 1000;
/** Two minutes before the runs of the suite. */
const upTo = seconds('2026-11-22T11:58:00Z');
const monday = seconds('2026-11-16T08:00:00Z');

const jane = {
  user_id: 77,
  account_id: 990077,
  display_name: 'Jane Doe',
  link: 'https://gadgets.example/users/77/jane-doe',
};
const max = { user_id: 4, display_name: 'Max Muster' };
const gone = { user_type: 'does_not_exist', display_name: 'user99' };

const question = {
  question_id: 1,
  title: 'Why does my gadget beep? &#129302;',
  body: '<p>It beeps مرحبا.</p><pre><code>beep()</code></pre>',
  tags: ['beep'],
  owner: jane,
  creation_date: monday,
  last_activity_date: monday,
};
const idea = { ...question, question_id: 2, title: 'Let it sing', tags: ['feature-request'], owner: gone };
const answer = {
  answer_id: 11,
  question_id: 1,
  tags: ['beep'],
  body: '<p>Press the button.</p>',
  owner: max,
  creation_date: monday + 60,
  last_activity_date: monday + 60,
};
const comment = {
  comment_id: 21,
  post_id: 11,
  body: 'Thanks @Max!',
  owner: jane,
  creation_date: monday + 90,
  link: 'https://gadgets.example/questions/1/why-does-my-gadget-beep#comment21_11',
};

type Items = Record<string, object[]>;

/** Plays the API: what each method answers, sorted as asked, in pages of two. */
const respond =
  (items: Items) =>
  (request: Request): Response => {
    const { origin, pathname, searchParams: query } = new URL(request.url);
    if (origin !== 'https://api.stackexchange.com') throw new Error(`asked for ${origin}`);
    if (pathname === '/2.3/filters/create') return Response.json({ items: [{ filter: '!abc' }] });
    if (query.get('site') !== 'gadgets' || query.get('filter') !== '!abc') return new Response('', { status: 400 });
    const field = query.get('sort') === 'creation' ? 'creation_date' : 'last_activity_date';
    const all = (items[`${pathname.slice('/2.3/'.length)} by ${query.get('sort')}`] ?? [])
      .map((item) => item as Record<string, number>)
      .filter(
        (item) => Number(item[field]) >= Number(query.get('min')) && Number(item[field]) <= Number(query.get('max')),
      );
    const first = (Number(query.get('page')) - 1) * 2;
    return Response.json({
      items: all.slice(first, first + 2),
      has_more: all.length > first + 2,
      quota_max: 300,
      quota_remaining: 250,
    });
  };

const until = (time: number) => ({
  questions: time,
  answers: time,
  comments: time,
  'changed questions': time,
  'changed answers': time,
});

const asked = {
  id: 'question:1',
  activity: 'enquiry',
  time: '2026-11-16T08:00:00.000Z',
  data: {
    actor: { id: 'stack-exchange:gadgets:77', kind: 'customer' },
    conversation: 'stack-exchange:gadgets:1',
    text: 'Why does my gadget beep? 🤖\nIt beeps مرحبا.',
  },
} as const;

const more = [3, 4, 5].map((id) => ({ ...question, question_id: id, creation_date: monday + 86_400 }));
const edited = { last_edit_date: monday + 7_200, last_activity_date: monday + 7_200 };

export const fixture: SourceFixture = {
  source: 'https://gadgets.example',
  channel: 'stackexchange',
  department: 'product',
  settings: { site: 'gadgets', team: [4] },
  secrets: { key: 'a-key' },
  runs: [
    {
      name: 'a week of questions, answers and comments',
      respond: respond({
        'questions by creation': [question, idea],
        'answers by creation': [answer, { ...answer, answer_id: 12, owner: gone }],
        'comments by creation': [comment],
      }),
      becomes: [
        asked,
        {
          id: 'question:2',
          activity: 'idea',
          data: {
            idea: 'stack-exchange:gadgets:2',
            actor: { id: 'stack-exchange:gadgets:unknown', kind: 'customer' },
          },
        },
        {
          id: 'answer:11',
          activity: 'reply',
          time: '2026-11-16T08:01:00.000Z',
          data: {
            actor: { id: 'stack-exchange:gadgets:4', kind: 'employee' },
            conversation: 'stack-exchange:gadgets:1',
            inReplyTo: 'question:1',
          },
        },
        { id: 'answer:12', activity: 'comment' },
        {
          id: 'comment:21',
          activity: 'comment',
          data: { conversation: 'stack-exchange:gadgets:1', object: 'post:11', text: 'Thanks @Max!' },
        },
      ],
      leaves: { filter: '!abc', until: until(upTo), posts: [] },
    },
    {
      name: 'more than a page in one second, an edit of each, and a question that was closed',
      cursor: { filter: '!abc', until: until(monday + 3_600), posts: [] },
      respond: respond({
        'questions by creation': more,
        'questions by activity': [
          { ...question, ...edited, title: 'Why?', closed_date: monday + 7_100 },
          { ...question, question_id: 6, last_activity_date: monday + 7_300 },
        ],
        'answers by activity': [{ ...answer, ...edited }],
      }),
      becomes: [
        { id: 'question:3', activity: 'enquiry' },
        { id: 'question:4', activity: 'enquiry' },
        { id: 'question:3', activity: 'enquiry' },
        { id: 'question:4', activity: 'enquiry' },
        { id: 'question:5', activity: 'enquiry' },
        {
          id: `question:1:edit:${monday + 7_200}`,
          activity: 'edit',
          time: '2026-11-16T10:00:00.000Z',
          data: { target: 'question:1', text: 'Why?\nIt beeps مرحبا.' },
        },
        {
          id: `question:1:closed:${monday + 7_100}`,
          activity: 'resolution',
          data: { stage: 'closed', conversation: 'stack-exchange:gadgets:1' },
        },
        { id: `answer:11:edit:${monday + 7_200}`, activity: 'edit', data: { target: 'answer:11' } },
      ],
      leaves: { filter: '!abc', until: until(upTo), posts: [] },
    },
  ],
  personal: ['Jane', 'Max Muster', 'gadgets:77', '990077'],
};
