import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

export interface DialogProps {
  title: string;
  children: ReactNode;
  onClose: () => void;
}

/** A modal: the browser keeps the focus in it and everything else out of reach; Escape closes it. The focus returns to where it was. */
export function Dialog({ title, children, onClose }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const opener = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    // The browser does so when a dialog is closed, but not when it is taken away.
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog ref={box} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

Dialog.Actions = ({ children }: { children: ReactNode }) => <div className={styles.actions}>{children}</div>;
