import type { Point } from './resume-point.ts';

/** Where a resumed import begins, in a line for people. */
export const goingOn = (from: Point): string =>
  `going on after ${countsOf(from)}, at record ${from.records + 1} or behind; --restart begins anew`;

/** How far an import came that did not end, in a line for people; only one of a file `goesOn`. */
export const stoppedAfter = (point: Point, goesOn: boolean): string =>
  `stopped after ${countsOf(point)}: ${
    goesOn
      ? 'the same command goes on there'
      : 'the same command begins anew, and what is there already is not counted again'
  }`;

const countsOf = ({ accepted, refused }: Point): string =>
  `${accepted + refused} interactions (${accepted} accepted, ${refused} refused)`;
