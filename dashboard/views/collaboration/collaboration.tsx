import { ViewHead } from '../../parts/view-head.tsx';

export function Collaboration() {
  return <ViewHead title="Collaboration" />;
}
