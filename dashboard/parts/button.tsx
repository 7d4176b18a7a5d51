import type { ButtonHTMLAttributes } from 'react';
import styles from './controls.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `accent`: the one thing to do here. `quiet`: without a border. */
  tone?: 'plain' | 'accent' | 'quiet';
}

export const Button = ({ tone = 'plain', type = 'button', ...rest }: ButtonProps) => (
  <button {...rest} type={type} className={styles.button} data-tone={tone} />
);
