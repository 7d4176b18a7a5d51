import { ViewHead } from '../../parts/view-head.tsx';

export function Sources() {
  return <ViewHead title="Sources" />;
}
