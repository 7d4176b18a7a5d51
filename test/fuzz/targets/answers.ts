import { law } from '../target.ts';

/** Places of code, as a stack trace names them. */
const trace = /\bat (?:\S+ \()?(?:file:|node:|\/)\S+:\d+:\d+|node_modules|\.ts:\d+/;

/** A door answers what it does not take with a reason: never by failing, and never with where in the code it failed. */
export async function lawsOfAnswer(response: Response, allowed: readonly number[] = []): Promise<string> {
  const text = await response.text();
  law(response.status < 500 || allowed.includes(response.status), `answers ${response.status}`);
  law(!trace.test(text), 'the answer has a stack trace');
  return text;
}
