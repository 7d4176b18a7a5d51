import { ViewHead } from '../../parts/view-head.tsx';

export function Behind() {
  return <ViewHead title="Behind" />;
}
