import { ViewHead } from '../../parts/view-head.tsx';

export function Departments() {
  return <ViewHead title="Departments" />;
}
