import type { MappedInteraction, SourceContext } from '../../../functions/ingest/sources/adapter.ts';
import type { ImportFormat } from '../format.ts';
import { eventOf } from '../import-context.ts';
import type { InputFile } from '../input.ts';
import { linesOf } from '../lines.ts';
import type { ImportRecord } from '../record.ts';
import { type IrcLine, readIrcLine } from './irc-line.ts';
import { type Links, readLinks } from './irc-links.ts';
import { type IrcSettings, ircSettings, rolesOf, type Word } from './irc-roles.ts';

const annotations = '.annotation.txt';
const logName = /\.(?:log|ascii\.txt)(?:\.gz)?$/i;

/** A line that was said, with its id and its place. */
interface Said extends IrcLine, Word {
  id: string;
  answers: string | undefined;
}

/**
 * Logs of IRC channels; `name.annotation.txt` beside `name.ascii.txt` holds reply links, and then only lines that a link names
 * are taken. A log is read as a whole: who answers is known at its end.
 */
export const irc: ImportFormat = {
  wanted: (name) => logName.test(name) || name.endsWith(annotations),
  beside: (name) => (logName.test(name) ? name.replace(logName, annotations) : undefined),
  settings: (given) => ircSettings.parse(given),
  async *records(files, { context }) {
    let before = 0;
    for (const file of files.filter(({ name }) => !name.endsWith(annotations))) {
      const links = files.find(({ name }) => name === file.name.replace(logName, annotations));
      const records = await recordsOf(
        file,
        links && readLinks(await textOf(links)),
        context as SourceContext<IrcSettings>,
      );
      yield* records.map((record) => ({ ...record, number: record.number + before }));
      before += records.at(-1)?.number ?? 0;
    }
  },
};

async function recordsOf(file: InputFile, links: Links | undefined, context: SourceContext<IrcSettings>) {
  const lines: { number: number; text: string; read: ReturnType<typeof readIrcLine> }[] = [];
  for await (const { number, text } of linesOf(file.bytes())) lines.push({ number, text, read: readIrcLine(text) });
  const said = placed(lines, links, context);
  const roleOf = rolesOf([...said.values()], context.settings);
  return lines.map(({ number, text, read }): ImportRecord => {
    const line = said.get(number);
    if (read === undefined) {
      const message = 'It is no line of a log as this format knows them.';
      return { number, text, made: { refused: { code: 'UNREADABLE', path: '', message } } };
    }
    if (line === undefined) {
      return { number, text, made: { ignored: read === 'happened' ? 'nobody says it' : 'no link names it' } };
    }
    return { number, text, made: { events: [eventOf(interactionOf(line, roleOf(line), context), context)] } };
  });
}

/** The lines that count, by number, each with an id that is made of what was said, so that two logs of one channel agree. */
function placed(
  lines: readonly { number: number; read: ReturnType<typeof readIrcLine> }[],
  links: Links | undefined,
  { opaque }: SourceContext,
): Map<number, Said> {
  const times = new Map<string, number>();
  const ids = new Map<number, { id: string; line: IrcLine }>();
  for (const { number, read } of lines) {
    if (read === undefined || read === 'happened') continue;
    const words = `${read.time} ${read.nick} ${read.text}`;
    const nth = (times.get(words) ?? 0) + 1;
    times.set(words, nth);
    ids.set(number, { id: `line:${opaque(`${words} ${nth}`)}`, line: read });
  }
  const said = new Map<number, Said>();
  for (const [number, { id, line }] of ids) {
    // Links count lines from 0.
    const root = links?.rootOf.get(number - 1);
    if (links !== undefined && root === undefined) continue;
    const first = root === undefined ? undefined : ids.get(root + 1);
    const answered = ids.get((links?.answered.get(number - 1) ?? -1) + 1);
    said.set(number, {
      ...line,
      id,
      answers: answered?.id,
      starts: links?.starts.has(number - 1) ?? false,
      starter: first?.line.nick,
      conversation: first?.id,
    });
  }
  return said;
}

function interactionOf(
  { id, time, nick, text, conversation, answers }: Said,
  { activity, kind }: ReturnType<ReturnType<typeof rolesOf>>,
  { source }: SourceContext,
): MappedInteraction {
  return {
    id,
    activity,
    time,
    data: { actor: { id: `irc:${source}:${nick}`, kind }, conversation, inReplyTo: answers, text },
  };
}

async function textOf({ bytes }: InputFile): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
