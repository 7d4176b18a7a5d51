/** A command that cannot be begun for want of an option; the message names it. */
export class MissingOption extends Error {}
