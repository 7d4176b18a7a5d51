import { ViewHead } from '../../parts/view-head.tsx';

export function Metrics() {
  return <ViewHead title="Metrics" />;
}
