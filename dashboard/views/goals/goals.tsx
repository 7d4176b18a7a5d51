import { ViewHead } from '../../parts/view-head.tsx';

export function Goals() {
  return <ViewHead title="Goals" />;
}
