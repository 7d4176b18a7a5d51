import { type Command, InvalidArgumentError } from 'commander';
import { parsePath } from '../shared/rejection-fix-path.ts';

/** A rule as the API takes it: the value is JSON. */
export type FixRuleInput =
  | { set: { path: string; value: string } }
  | { rename: { path: string; to: string } }
  | { drop: { path: string } };

/** Adds --set, --rename and --drop, each repeatable; `rules` gets them in the order in which they are written. */
export function addRuleOptions(command: Command, rules: FixRuleInput[]): Command {
  return command
    .option('--set <path=value>', 'puts a value there: JSON, or a text that is none; may be repeated', (text) => {
      const [path, value] = twoOf(text);
      rules.push({ set: { path: pathOf(path), value: jsonOf(value) } });
    })
    .option('--rename <path=path>', 'moves it to another path; may be repeated', (text) => {
      const [path, to] = twoOf(text);
      rules.push({ rename: { path: pathOf(path), to: pathOf(to) } });
    })
    .option('--drop <path>', 'takes it away; may be repeated', (text) => {
      rules.push({ drop: { path: pathOf(text) } });
    });
}

function twoOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('write both sides of a =.');
  return [text.slice(0, at), text.slice(at + 1)];
}

function pathOf(text: string): string {
  if (parsePath(text) === undefined) {
    throw new InvalidArgumentError(`${text} is no path: write it as list shows it, e.g. data.channel.`);
  }
  return text;
}

/** `42`, `true` and `"42"` are JSON; `facebook` is not, and stands for the text. */
function jsonOf(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
