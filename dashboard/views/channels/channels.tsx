import { ViewHead } from '../../parts/view-head.tsx';

export function Channels() {
  return <ViewHead title="Channels" />;
}
