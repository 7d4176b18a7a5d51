/** What somebody said in a channel. */
export interface IrcLine {
  /** In small letters, without the underlines that a second connection adds. */
  nick: string;
  /** RFC 3339; logs name no zone, so their clock is taken for UTC. */
  time: string;
  text: string;
}

/**
 * `channel 2019-09-04 [22:44:46] <nick> text`, with or without channel, brackets and seconds; `* nick does` and
 * `-nick- notice` too.
 */
const said =
  /^(?:\S+ )?(\d{4}-\d\d-\d\d)[ T]\[?(\d\d:\d\d)(:\d\d)?\]?\s+(?:<[@+%&~ ]?([^>\s]+)>|\* ?([^\s*]\S*)|-([^\s-]\S*)-)(?:\s(.*))?$/;
/** `===`, joins and the like, which nobody says. */
const happened = /^(?:\S+ )?\d{4}-\d\d-\d\d[ T]\[?\d\d:\d\d(?::\d\d)?\]?\s+(?:===|-->|<--|\*\*\*|-!-|--)(?:\s|$)/;

/** A line of a log; undefined when it is none, `happened` when nobody says it. */
export function readIrcLine(line: string): IrcLine | 'happened' | undefined {
  const found = said.exec(line.trimEnd());
  if (found === null) return happened.test(line) ? 'happened' : undefined;
  const [, day, minute, second = ':00', speaker, doer, noticer, text = ''] = found;
  const nick = (speaker ?? doer ?? noticer ?? '').toLowerCase().replace(/_+$/, '');
  return nick === '' ? undefined : { nick, time: `${day}T${minute}${second}.000Z`, text: text.trim() };
}
