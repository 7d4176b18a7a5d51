import type { Plot } from '@observablehq/plot';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './plot-figure.module.css';
import { nextPlace, type PlotPlace, type PlotSteps } from './plot-keys.ts';

export interface PlotWalkProps<Datum> {
  label: string;
  onPick?: ((datum: Datum) => void) | undefined;
  steps: PlotSteps<Datum>;
  drawn: RefObject<((SVGSVGElement | HTMLElement) & Plot) | null>;
  children: ReactNode;
}

/** Moves Plot's own pointer by the keyboard, and says where it is. */
export function PlotWalk<Datum>({ steps, drawn, label, onPick, children }: PlotWalkProps<Datum>) {
  const t = useTranslations('charts');
  const [place, setPlace] = useState<PlotPlace>();
  const datum = place && steps.rows[place.row]?.[place.column];
  const point = (type: string, at?: Datum) => {
    const figure = drawn.current;
    if (!figure) return;
    const { left, top } = figure.getBoundingClientRect();
    const { x, y, fy } = at ? steps.at(at) : { x: undefined, y: undefined };
    // Each of small multiples has y on its own, from where its row begins.
    const facets = figure.scale('fy');
    const offset = facets && at ? facets.apply(fy) - Number([...(facets.range ?? [0])][0]) : 0;
    figure.dispatchEvent(
      new PointerEvent(type, {
        pointerType: 'mouse',
        clientX: left + (figure.scale('x')?.apply(x) ?? 0),
        clientY: top + (figure.scale('y')?.apply(y) ?? 0) + offset,
      }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && datum) return onPick?.(datum);
    const last = { row: 0, column: steps.rows[0]?.length ?? 0 };
    const next = nextPlace(
      event.key,
      place ?? last,
      steps.rows.map(({ length }) => length),
    );
    const found = next && steps.rows[next.row]?.[next.column];
    if (!found) return;
    event.preventDefault();
    setPlace(next);
    point('pointermove', found);
  };
  return (
    <section
      className={styles.walked}
      aria-label={`${label}. ${t('keys')}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture whose points the arrow keys reach; the table says the same.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => point('pointerleave')}
    >
      {children}
      <p className="unseen" aria-live="polite">
        {datum ? steps.read(datum) : ''}
      </p>
    </section>
  );
}
