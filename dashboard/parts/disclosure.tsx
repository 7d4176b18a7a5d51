import { type ReactNode, useEffect, useRef } from 'react';

export interface DisclosureProps {
  /** What stands on the button. */
  label: ReactNode;
  /** What opens below it. */
  children: ReactNode;
  className: string | undefined;
  tone?: 'worse' | undefined;
}

/** A button that opens a sheet: Escape, and a click or the focus elsewhere, close it again. */
export function Disclosure({ label, children, className, tone }: DisclosureProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const details = box.current;
      if (!details?.open) return;
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if (escaped) details.querySelector('summary')?.focus();
      if (escaped || (event.type !== 'keydown' && !details.contains(event.target as Node))) details.open = false;
    };
    for (const type of ['pointerdown', 'focusin', 'keydown']) document.addEventListener(type, close);
    return () => {
      for (const type of ['pointerdown', 'focusin', 'keydown']) document.removeEventListener(type, close);
    };
  }, []);
  return (
    <details ref={box} className={className}>
      <summary data-tone={tone}>{label}</summary>
      {children}
    </details>
  );
}
