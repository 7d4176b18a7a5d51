import { readdirSync, readFileSync } from 'node:fs';
import type { ActorKind } from '../../shared/vocabulary.ts';
import departments from '../departments.json' with { type: 'json' };
import { type Part, partsOf, type Word } from './cast.ts';
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';

const firstAnnotatedLine = 1000;
const linePattern = /^\S+ (\d{4}-\d\d-\d\d) \[(\d\d:\d\d:\d\d)\] (?:<([^>]+)>|\*\s?(\S+)|-(\S+)-)/;
/** Programs in these channels; a bot's word is never an answer. */
const botPattern = /(?:bot|bugs|^gerrit-wm|^eval)$/;

interface Line extends Word {
  key: string;
  time: string;
}

/**
 * Support channels with hand-made reply links: each line that has a link (the lines of context have none). stripe and
 * rust are places where outsiders ask; mediawiki is where its makers work, so its lines are internal messages. The logs
 * name no time zone and are read as UTC.
 */
export function convertIrcSupport(folder: string, hide: Hide): ConvertedSet {
  const names = readdirSync(`${folder}/irc-support`).filter((name) => name.endsWith('.ascii.txt'));
  const leftOut = { 'context lines without an annotation': 0 };
  const events = names.sort().flatMap((name) => {
    const sample = name.slice(0, -'.ascii.txt'.length);
    const text = readFileSync(`${folder}/irc-support/${name}`, 'utf8').split('\n').filter(Boolean);
    const links = readFileSync(`${folder}/irc-support/${sample}.annotation.txt`, 'utf8');
    const lines = annotatedLines(sample, text, links);
    leftOut['context lines without an annotation'] += text.length - lines.length;
    return toEvents(sample.split('.')[0] ?? sample, lines, hide);
  });
  return { events, leftOut };
}

/** A line's conversation is the earliest line that its links lead to; a self link starts one. */
function annotatedLines(sample: string, text: string[], links: string): Line[] {
  const parent = new Map<number, number>();
  const root = (line: number): number => {
    const above = parent.get(line) ?? line;
    return above === line ? line : root(above);
  };
  const starts = new Set<number>();
  for (const row of links.split('\n').filter(Boolean)) {
    const [from = Number.NaN, to = Number.NaN] = row.split(' ').map(Number);
    if (from === to && from >= firstAnnotatedLine) starts.add(from);
    const [a, b] = [root(from), root(to)];
    parent.set(Math.max(a, b), Math.min(a, b));
    for (const line of [from, to]) if (!parent.has(line)) parent.set(line, line);
  }
  return [...parent.keys()]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const match = linePattern.exec(text[index] ?? '');
      const author = match?.[3] ?? match?.[4] ?? match?.[5];
      if (!match || author === undefined) return [];
      return {
        key: `${sample}:${index}`,
        time: `${match[1]}T${match[2]}Z`,
        author: author.toLowerCase().replace(/_+$/, ''),
        conversation: `${sample}:${root(index)}`,
        starts: starts.has(index) && root(index) === index,
      };
    });
}

const roles: Record<Part, { activity: 'enquiry' | 'reply' | 'comment'; kind: ActorKind }> = {
  question: { activity: 'enquiry', kind: 'customer' },
  answer: { activity: 'reply', kind: 'employee' },
  remark: { activity: 'comment', kind: 'public' },
};

function toEvents(room: string, lines: Line[], hide: Hide) {
  const parts = partsOf(lines.map((line) => (botPattern.test(line.author) ? { ...line, starts: false } : line)));
  return lines.map((line, index) => {
    const internal = room === 'mediawiki';
    const role = internal ? ({ activity: 'message', kind: 'employee' } as const) : roles[parts[index] ?? 'remark'];
    const bot = botPattern.test(line.author);
    return setEvent({
      set: 'irc-support',
      feed: room,
      id: `line:${hide('line', line.key)}:create`,
      activity: bot && !internal ? 'comment' : role.activity,
      time: line.time,
      data: {
        channel: internal ? 'irc' : 'forum',
        department: departments['irc-support'],
        actor: { id: hide('person', `${room}:${line.author}`), kind: bot ? 'bot' : role.kind },
        conversation: hide('conversation', line.conversation),
      },
    });
  });
}
