import { useFormat } from '../../app/page-context.tsx';
import styles from './sources.module.css';

/** A count in a table; 0 is said quietly, as there is nothing to see to. */
export function Counted({ count }: { count: number }) {
  const format = useFormat();
  return <span className={count === 0 ? styles.faint : undefined}>{format.number(count)}</span>;
}
