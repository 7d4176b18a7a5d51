import { readdirSync, readFileSync } from 'node:fs';
import type { InteractionData } from '../../shared/interaction.ts';
import type { ActorKind } from '../../shared/vocabulary.ts';
import departments from '../departments.json' with { type: 'json' };
import { type Part, partsOf, type Word } from './cast.ts';
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';
import { wordsOf } from './words.ts';

const firstAnnotatedLine = 1000;
const linePattern = /^\S+ (\d{4}-\d\d-\d\d) \[(\d\d:\d\d:\d\d)\] (?:<([^>]+)>|\*\s?(\S+)|-(\S+)-)(.*)/;
/** Programs in these channels; a bot's word is never an answer. */
const botPattern = /(?:bot|bugs|^gerrit-wm|^eval)$/;

interface Line extends Word {
  key: string;
  time: string;
  /** Without the name of whom it is said to. */
  text: string;
  /** Whose line it answers, when the links say so. */
  answered?: string;
}

/**
 * Support channels with hand-made reply links: each line that has a link (the lines of context have none). stripe and
 * rust are places where outsiders ask; mediawiki is where its makers work, so its lines are internal messages, to the one
 * whose line they answer. The logs
 * name no time zone and are read as UTC.
 */
export function convertIrcSupport(folder: string, hide: Hide): ConvertedSet {
  const files = readdirSync(`${folder}/irc-support`).filter((name) => name.endsWith('.ascii.txt'));
  const leftOut = { 'context lines without an annotation': 0 };
  const names = new Set<string>();
  const events = files.sort().flatMap((name) => {
    const sample = name.slice(0, -'.ascii.txt'.length);
    const text = readFileSync(`${folder}/irc-support/${name}`, 'utf8').split('\n').filter(Boolean);
    const links = readFileSync(`${folder}/irc-support/${sample}.annotation.txt`, 'utf8');
    const lines = annotatedLines(sample, text, links);
    leftOut['context lines without an annotation'] += text.length - lines.length;
    for (const line of text) names.add(authorOf(linePattern.exec(line)) ?? '');
    return toEvents(sample.split('.')[0] ?? sample, lines, hide);
  });
  return { events, names, leftOut };
}

const authorOf = (match: RegExpExecArray | null): string | undefined =>
  (match?.[3] ?? match?.[4] ?? match?.[5])?.toLowerCase().replace(/_+$/, '');

/** A line's conversation is the earliest line that its links lead to; a self link starts one. */
function annotatedLines(sample: string, text: string[], links: string): Line[] {
  const parent = new Map<number, number>();
  const root = (line: number): number => {
    const above = parent.get(line) ?? line;
    return above === line ? line : root(above);
  };
  const starts = new Set<number>();
  const answers = new Map<number, number>();
  for (const row of links.split('\n').filter(Boolean)) {
    const [from = Number.NaN, to = Number.NaN] = row.split(' ').map(Number);
    if (from === to && from >= firstAnnotatedLine) starts.add(from);
    if (from !== to) answers.set(Math.max(from, to), Math.min(from, to));
    const [a, b] = [root(from), root(to)];
    parent.set(Math.max(a, b), Math.min(a, b));
    for (const line of [from, to]) if (!parent.has(line)) parent.set(line, line);
  }
  return [...parent.keys()]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const match = linePattern.exec(text[index] ?? '');
      const author = authorOf(match);
      if (!match || author === undefined) return [];
      const answered = authorOf(linePattern.exec(text[answers.get(index) ?? -1] ?? ''));
      return {
        key: `${sample}:${index}`,
        time: `${match[1]}T${match[2]}Z`,
        author,
        text: (match[6] ?? '').replace(/^\s*\S+[:,]\s/, ''),
        ...(answered !== undefined && { answered }),
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
    const colleague = internal && line.answered !== line.author ? line.answered : undefined;
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
        ...(colleague !== undefined && { counterpart: counterpartOf(room, colleague, hide) }),
        ...wordsOf(line.text),
      },
    });
  });
}

/** Whom an internal line is said to; a bot belongs to no department. */
function counterpartOf(room: string, author: string, hide: Hide): InteractionData['counterpart'] {
  const id = hide('person', `${room}:${author}`);
  return botPattern.test(author)
    ? { id, kind: 'bot' }
    : { id, kind: 'employee', department: departments['irc-support'] };
}
