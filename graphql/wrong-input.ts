import type { GraphQLError } from 'graphql';

/** What of a request the engine could not take. */
export interface WrongInput {
  /** From the variable or argument on, e.g. `i.metrics[0]`. */
  path?: string;
}

/**
 * Tells an error of the engine that is about a variable or an argument from all others (undefined). The engine says it
 * in words only, so the path is read from its message; it is absent where the message names none. With `discreet` it
 * ends before a field that the caller invented.
 */
export function wrongInput(
  { message }: GraphQLError,
  { message: reason }: Error,
  discreet = false,
): WrongInput | undefined {
  const variable = /^Variable "\$(\w+)" /.exec(message)?.[1];
  if (variable !== undefined) {
    // A text within the value that is told has its quotes escaped.
    const at = new RegExp(` at "(${variable}[.[][^"]*)"; `).exec(message)?.[1];
    const field = (discreet ? required : requiredOrInvented).exec(reason)?.[1];
    return { path: `${at ?? variable}${field === undefined ? '' : `.${field}`}` };
  }
  const argument = /^Argument "(\w+)" /.exec(message)?.[1];
  if (argument !== undefined) return { path: argument };
  return message.startsWith('Too many errors processing variables') ? {} : undefined;
}

const required = /^Field "([^"]+)" of required type /;
const requiredOrInvented = /^Field "([^"]+)" (?:of required type|is not defined by) /;
