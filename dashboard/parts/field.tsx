import { type InputHTMLAttributes, useId } from 'react';
import controls from './controls.module.css';
import styles from './field.module.css';

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string;
  onChange: (value: string) => void;
  /** What is allowed, in a few words. */
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  problem?: string | undefined;
}

/** An input with its label, and what is wrong with it right below. */
export function Field({ label, hint, problem, onChange, ...rest }: FieldProps) {
  const id = useId();
  const about = problem ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className={controls.input}
        aria-invalid={problem !== undefined}
        aria-describedby={about ? `${id}-about` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {about && (
        <p id={`${id}-about`} className={problem ? styles.problem : styles.hint}>
          {about}
        </p>
      )}
    </div>
  );
}
