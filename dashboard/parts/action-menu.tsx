import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './action-menu.module.css';

export interface Action {
  id: string;
  name: string;
  run: () => void;
  /** It is shown, so that its name can say what it takes, but does nothing. */
  disabled?: boolean;
}

export interface ActionMenuProps {
  /** Names the button, and the menu. */
  label: string;
  actions: readonly Action[];
  className: string | undefined;
  /** What stands on the button. */
  children: ReactNode;
}

/** A button that opens a menu below it: arrow keys, Home and End move, Escape and the way on close it, and the focus comes back. */
export function ActionMenu({ label, actions, className, children }: ActionMenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    for (const type of ['pointerdown', 'focusin']) document.addEventListener(type, leave);
    return () => {
      for (const type of ['pointerdown', 'focusin']) document.removeEventListener(type, leave);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: -1 }[
      event.key
    ];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (next !== undefined) all.at(next)?.focus();
    if (event.key === 'Escape' || next !== undefined) event.preventDefault();
  };
  return (
    <div ref={box} className={styles.box}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <div id={id} role="menu" aria-label={label} className={styles.menu} tabIndex={-1} onKeyDown={onKeyDown}>
          {actions.map(({ id: action, name, run, disabled = false }) => (
            <button
              key={action}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              aria-disabled={disabled}
              onClick={() => {
                if (disabled) return;
                close();
                run();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
