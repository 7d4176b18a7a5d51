const glad = [...'😀😃😄😁😊🙂☺😍🥰😘😎🤗🤩👍👏🙌🎉💪❤💕💖💙💚💛🧡💜💯'];
const cross = [...'😠😡🤬😞😔😟🙁☹😢😭👎💔😤😒🙄😩😫😖😣🤮'];
const faces = new Map([...glad.map((face) => [face, ':)'] as const), ...cross.map((face) => [face, ':('] as const)]);
const anyFace = new RegExp([...faces.keys()].join('|'), 'gu');

/**
 * The text with each emoji that is clearly glad or cross as `:)` or `:(` between spaces, which lexicons know. Emoji that
 * are read both ways (tears of joy, folded hands, upside-down faces) are left alone.
 */
export const withEmoticons = (text: string): string => text.replace(anyFace, (face) => ` ${faces.get(face)} `);
