import { ViewHead } from '../../parts/view-head.tsx';

export function Department() {
  return <ViewHead title="Department" />;
}
