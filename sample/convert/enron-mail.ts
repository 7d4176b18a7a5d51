import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import departments from '../departments.json' with { type: 'json' };
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';

const mostRows = 18_000;
const leadership = /^(?:CEO|President|Vice President|Managing Director|Director|Manager)/;
const departmentOfPost: Record<string, string> = departments['enron-mail'];

interface Row {
  from: string;
  to: string;
  time: string;
  recipient: string;
}

/**
 * Internal mail, one interaction for each recipient: the latest whole days that together hold at most 18,000 rows. The
 * set names no time zone and is read as UTC.
 */
export function convertEnronMail(folder: string, hide: Hide): ConvertedSet {
  const posts = readPosts(`${folder}/enron-mail/people.csv`);
  const rows = readRows(`${folder}/enron-mail/messages.csv.gz`);
  const kept = latestWholeDays(rows, mostRows);
  const events = kept.map((row) => {
    const post = posts.get(row.from) ?? 'NA';
    return setEvent({
      set: 'enron-mail',
      id: `mail:${hide('mail', `${row.from}>${row.to}@${row.time}/${row.recipient}`)}:send`,
      activity: 'message',
      time: row.time,
      data: {
        channel: 'mail',
        department: departmentOf(post),
        actor: {
          id: hide('person', row.from),
          kind: 'employee',
          department: departmentOf(post),
          ...(leadership.test(post) && { manager: true }),
        },
        counterpart: {
          id: hide('person', row.to),
          kind: 'employee',
          department: departmentOf(posts.get(row.to) ?? 'NA'),
        },
      },
    });
  });
  return {
    events,
    names: [],
    leftOut: { 'earlier than the latest 18,000 rows, by whole days': rows.length - kept.length },
  };
}

/** The rows of the latest whole days, as many days as hold at most `most` rows. */
export function latestWholeDays<T extends { time: string }>(rows: readonly T[], most: number): T[] {
  const perDay = new Map<string, number>();
  for (const { time } of rows) perDay.set(time.slice(0, 10), (perDay.get(time.slice(0, 10)) ?? 0) + 1);
  let sum = 0;
  let first = '9';
  for (const [day, count] of [...perDay].sort(([a], [b]) => (a < b ? 1 : -1))) {
    sum += count;
    if (sum > most) break;
    first = day;
  }
  return rows.filter(({ time }) => time >= first);
}

function departmentOf(post: string): string {
  const department = departmentOfPost[post];
  if (department === undefined) throw new Error(`departments.json names no department for the post "${post}"`);
  return department;
}

function readPosts(file: string): Map<string, string> {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1).replaceAll('"', '')]),
  );
}

function readRows(file: string): Row[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [from = '', to = '', time = '', recipient = ''] = line.split(',');
    return { from, to, time: `${time.replace(' ', 'T')}Z`, recipient };
  });
}
