/** A secret value by its name. */
export interface SecretValue {
  name: string;
  value: string;
}

/**
 * Secret values as people write them, one `name=value` a line; in a value `\n` is a new line, as in private keys. Throws on
 * a line that is none, by its number and not by what it says.
 */
export function readSecretValues(text: string): SecretValue[] {
  const values: SecretValue[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [, name, value] = /^\s*([\w-]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || !value) throw new Error(`Line ${index + 1} of standard input is not name=value.`);
    values.push({ name, value: value.replaceAll('\\n', '\n') });
  });
  if (values.length === 0) throw new Error('Standard input has no values: write one name=value a line, or use --env.');
  return values;
}
