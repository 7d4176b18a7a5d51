/** What a glyph of the axes takes at most, in pixels: theirs are 12 pixels high. */
const glyph = 6.8;

/** The pixels that an axis of values needs beside the picture: as many as its longest text takes, and never fewer than the pictures of a page share. */
export const axisRoom = (texts: readonly string[], least = 52): number =>
  Math.max(least, Math.ceil(12 + glyph * Math.max(0, ...texts.map(({ length }) => length))));
