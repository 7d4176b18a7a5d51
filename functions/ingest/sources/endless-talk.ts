/**
 * Nobody closes a talk in a messenger, and all that two ever say to each other is one conversation. An enquiry that comes
 * after so many hours of silence is a matter of its own: Meta's window in which a company may answer freely.
 */
export const talkReopensAfter = 24;
