import { type Plot, type PlotOptions, plot } from '@observablehq/plot';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './plot-figure.module.css';
import type { PlotSteps } from './plot-keys.ts';
import { PlotWalk } from './plot-walk.tsx';

export interface PlotFigureProps<Datum> {
  /** What to draw at a width in pixels; keep it the same while nothing changes (`useCallback`). */
  draw: (width: number) => PlotOptions;
  /** In pixels, fixed: nothing below it moves. */
  height: number;
  /** The picture in one sentence. */
  label: string;
  /** Called with the datum under the pointer of a mark with a pointer interaction, when it is clicked. */
  onPick?: ((datum: Datum) => void) | undefined;
  /** Lets the arrow keys move over the points as the pointer does, and Enter pick one. */
  steps?: PlotSteps<Datum> | undefined;
}

/** A chart of Observable Plot, redrawn when its width or what it shows changes. */
export function PlotFigure<Datum>({ draw, height, label, onPick, steps }: PlotFigureProps<Datum>) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<(SVGSVGElement | HTMLElement) & Plot>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observed = box.current;
    if (!observed) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const shown = box.current;
    if (!shown || width === 0) return;
    const figure = plot({ ...draw(width), width, height, ariaLabel: label, className: 'plot' });
    drawn.current = figure;
    // Plot brings its few rules in an element, which the page's policy for styles forbids: they are in the style sheet.
    for (const style of figure.querySelectorAll('style')) style.remove();
    // The picture is one image with one name: its groups have no role that could carry names of their own.
    for (const part of figure.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
    figure.setAttribute('role', 'img');
    const pick = () => {
      const datum = (figure as { value?: Datum | null }).value;
      if (datum !== null && datum !== undefined) onPick?.(datum);
    };
    if (onPick) figure.addEventListener('click', pick);
    shown.replaceChildren(figure);
    return () => figure.removeEventListener('click', pick);
  }, [draw, width, height, label, onPick]);
  const picture = (
    <div ref={box} className={styles.figure} style={{ blockSize: height }} data-picks={onPick !== undefined} />
  );
  if (!steps) return picture;
  return (
    <PlotWalk steps={steps} drawn={drawn} label={label} onPick={onPick}>
      {picture}
    </PlotWalk>
  );
}
