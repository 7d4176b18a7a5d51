export const enquiry = {
  specversion: '1.0',
  id: 'comment:4711',
  source: 'https://facebook.com/acme',
  type: 'polylog.enquiry.v1',
  time: '2026-11-20T10:00:00Z',
  data: {
    channel: 'facebook',
    department: 'service',
    actor: { id: 'facebook:77', kind: 'customer' },
    conversation: 'facebook:thread-12',
    text: 'Where is my parcel?',
  },
};

export const reply = {
  ...enquiry,
  id: 'comment:4712',
  type: 'polylog.reply.v1',
  time: '2026-11-20T11:07:30+01:00',
  data: {
    ...enquiry.data,
    actor: { id: 'facebook:1', kind: 'brand' },
    inReplyTo: 'comment:4711',
    text: 'It is on its way.',
  },
};

/** The enquiry with other members of its data. */
export const enquiryWith = (data: object) => ({ ...enquiry, data: { ...enquiry.data, ...data } });

/** Of each reason for which a CloudEvent is refused, but for those that depend on the key or the bus. */
export const refusedEvents = [
  { ...enquiry, type: 'polylog.enquire.v1' },
  enquiryWith({ channel: 'fax' }),
  enquiryWith({ department: 'kitchen' }),
  { ...enquiry, time: '2199-01-01T00:00:00Z' },
  { ...enquiry, id: 'comment:4712:delete', type: 'polylog.retraction.v1' },
  { ...enquiry, id: 4713 },
];

/** An ActivityStreams 2.0 activity. */
export const note = {
  '@context': 'https://www.w3.org/ns/activitystreams',
  type: 'Create',
  id: 'https://social.example/activities/1',
  actor: 'https://social.example/users/jane',
  published: '2026-11-20T09:30:00Z',
  object: {
    type: 'Note',
    id: 'https://social.example/notes/1',
    context: 'https://social.example/threads/7',
    content: 'Where is my parcel?',
  },
};

export const noteCollection = {
  '@context': 'https://www.w3.org/ns/activitystreams',
  type: 'OrderedCollection',
  orderedItems: [note, { type: 'Block', id: 'https://social.example/activities/3', actor: note.actor }],
};
