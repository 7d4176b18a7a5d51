import { ViewHead } from '../../parts/view-head.tsx';

export function Overview() {
  return <ViewHead title="Overview" />;
}
