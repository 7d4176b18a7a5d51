import type { InteractionData } from '../../shared/interaction.ts';
import type { ActorKind } from '../../shared/vocabulary.ts';
import departments from '../departments.json' with { type: 'json' };
import { type Part, partsOf } from './cast.ts';
import { type Mail, readMails } from './mails.ts';
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';
import { wordsOf } from './words.ts';

const helpLists: Record<string, string> = departments.email.helpLists;

/**
 * Real e-mail: lists become a forum (questions and answers on help lists, posts and comments elsewhere), news feeds
 * mentions in blogs, other mail enquiries. Spam is left out.
 */
export function convertEmail(folder: string, hide: Hide): ConvertedSet {
  const { mails, leftOut } = readMails(`${folder}/email/emails.jsonl.gz`);
  const groups = Map.groupBy(mails, (mail) => mail.list);
  const events = [...groups.values()].flatMap((group) => toEvents(group, hide));
  return { events, names: mails.map(({ name }) => name), leftOut };
}

interface Role {
  activity: 'enquiry' | 'reply' | 'comment' | 'post' | 'mention';
  kind: ActorKind;
  channel: 'forum' | 'email' | 'blog';
  department: string;
  feed: string;
}

function toEvents(group: Mail[], hide: Hide) {
  const parts = partsOf(group);
  return group.map((mail, index) => {
    const { activity, kind, channel, department, feed } = roleOf(mail, parts[index] ?? 'remark');
    const data: InteractionData = {
      channel,
      department,
      actor: { id: hide('person', mail.author), kind },
      conversation: hide('mail', mail.conversation),
      ...wordsOf(mail.text),
    };
    if (activity === 'post') data.direction = 'inbound';
    return setEvent({ set: 'email', feed, id: `mail:${hide('mail', mail.id)}:send`, activity, time: mail.time, data });
  });
}

function roleOf(mail: Mail, part: Part): Role {
  const { feeds, newsletters, direct, discussionLists } = departments.email;
  if (mail.list !== undefined) {
    const help = helpLists[mail.list];
    const feed = help === undefined ? 'discussion' : (mail.list.split('.')[0] ?? 'help');
    const asked = { question: 'enquiry', answer: 'reply', remark: 'comment' } as const;
    const kinds = { question: 'customer', answer: 'employee', remark: 'public' } as const;
    return help === undefined
      ? {
          activity: mail.starts ? 'post' : 'comment',
          kind: 'public',
          channel: 'forum',
          department: discussionLists,
          feed,
        }
      : { activity: asked[part], kind: kinds[part], channel: 'forum', department: help, feed };
  }
  if (mail.author.startsWith('rssfeeds@'))
    return { activity: 'mention', kind: 'public', channel: 'blog', department: feeds, feed: 'feeds' };
  if (mail.newsletter)
    return { activity: 'post', kind: 'partner', channel: 'email', department: newsletters, feed: 'newsletters' };
  const activity = mail.starts ? 'enquiry' : 'comment';
  return { activity, kind: 'customer', channel: 'email', department: direct, feed: 'direct' };
}
