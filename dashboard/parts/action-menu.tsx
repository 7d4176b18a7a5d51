import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './action-menu.module.css';

export interface Action {
  id: string;
  name: string;
  run: () => void;
  /** It is shown, so that its name can say what it takes, but does nothing. */
  disabled?: boolean;
}

export interface ActionMenuProps {
  /** Names the button. */
  label: string;
  actions: readonly Action[];
  className: string | undefined;
  /** What stands on the button. */
  children: ReactNode;
  /** Open from the beginning: for a menu that was loaded because somebody opened it. */
  defaultOpen?: boolean;
}

/** A button that opens a menu. The page's policy forbids style elements, so the library is told to make none. */
export const ActionMenu = ({ label, actions, className, children, defaultOpen = false }: ActionMenuProps) => (
  <CSPProvider disableStyleElements>
    <Menu.Root defaultOpen={defaultOpen} modal={false}>
      <Menu.Trigger className={className} aria-label={label}>
        {children}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.place} align="end" sideOffset={4}>
          <Menu.Popup className={styles.menu}>
            {actions.map(({ id, name, run, disabled = false }) => (
              <Menu.Item key={id} className={styles.item} disabled={disabled} onClick={run}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  </CSPProvider>
);
