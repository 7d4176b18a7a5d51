import { ViewHead } from '../../parts/view-head.tsx';

export function Ideas() {
  return <ViewHead title="Ideas" />;
}
