import styles from './controls.module.css';

export interface SelectProps<Id extends string> {
  value: Id;
  onChange: (id: Id) => void;
  options: readonly { id: Id; name: string }[];
  /** What is chosen, for those who do not see where it stands. */
  label: string;
  disabled?: boolean;
}

/** The browser's own choice: every device, keyboard and screen reader knows it; styled where the browser lets us. */
export function Select<Id extends string>({ value, onChange, options, label, disabled = false }: SelectProps<Id>) {
  return (
    <select
      className={styles.select}
      aria-label={label}
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
  );
}
