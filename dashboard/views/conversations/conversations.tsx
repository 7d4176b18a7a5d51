import { ViewHead } from '../../parts/view-head.tsx';

export function Conversations() {
  return <ViewHead title="Conversations" />;
}
