import { ViewHead } from '../../parts/view-head.tsx';

export function Alerts() {
  return <ViewHead title="Alerts" />;
}
