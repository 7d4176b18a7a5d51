import { ViewHead } from '../../parts/view-head.tsx';

export function Conversation() {
  return <ViewHead title="Conversation" />;
}
