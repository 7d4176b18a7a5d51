import { ViewHead } from '../../parts/view-head.tsx';

export function Adoption() {
  return <ViewHead title="Adoption" />;
}
