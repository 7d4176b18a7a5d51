import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import controls from './controls.module.css';
import styles from './field.module.css';

interface Labelled {
  label: string;
  /** What is allowed, in a few words. */
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  problem?: string | undefined;
}

interface Entered extends Labelled {
  onChange: (value: string) => void;
}

export interface FieldProps extends Entered, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {}

/** An input with its label, and what is wrong with it right below. */
export const Field = ({ label, hint, problem, onChange, ...rest }: FieldProps) => (
  <Frame {...{ label, hint, problem }}>
    {(marks) => (
      <input {...rest} {...marks} className={controls.input} onChange={(event) => onChange(event.target.value)} />
    )}
  </Frame>
);

export interface AreaFieldProps extends Entered, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {}

/** As `Field`, for a sentence or a few. */
export const AreaField = ({ label, hint, problem, onChange, rows = 3, ...rest }: AreaFieldProps) => (
  <Frame {...{ label, hint, problem }}>
    {(marks) => (
      <textarea
        {...rest}
        {...marks}
        rows={rows}
        className={controls.input}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Frame>
);

export interface ChoiceFieldProps<Id extends string> extends Labelled {
  value: Id;
  onChange: (id: Id) => void;
  options: readonly { id: Id; name: string }[];
  disabled?: boolean;
}

/** As `Field`, for one of several. */
export const ChoiceField = <Id extends string>({
  label,
  hint,
  problem,
  value,
  onChange,
  options,
  disabled = false,
}: ChoiceFieldProps<Id>) => (
  <Frame {...{ label, hint, problem }}>
    {(marks) => (
      <select
        {...marks}
        className={controls.select}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = options.find(({ id }) => id === event.target.value);
          if (chosen) onChange(chosen.id);
        }}
      >
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Frame>
);

interface Marks {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

function Frame({ label, hint, problem, children }: Labelled & { children: (marks: Marks) => ReactNode }) {
  const id = useId();
  const about = problem ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': about ? `${id}-about` : undefined,
      })}
      {about && (
        <p id={`${id}-about`} className={problem ? styles.problem : styles.hint}>
          {about}
        </p>
      )}
    </div>
  );
}
