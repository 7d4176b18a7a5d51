import { useChange } from '../../api/use-change.ts';
import { usePage } from '../../app/page-context.tsx';
import { Removal } from '../../parts/removal.tsx';
import type { Initiative } from './initiative.ts';
import { removeInitiative } from './mutations.ts';

export interface InitiativeRemovalProps {
  initiative: Initiative;
  onClose: () => void;
}

/** Removes an initiative, asked once more. */
export function InitiativeRemoval({ initiative, onClose }: InitiativeRemovalProps) {
  const { language } = usePage();
  const change = useChange(removeInitiative);
  return (
    <Removal
      what={initiative[language]}
      change={change}
      variables={{ input: { id: initiative.id } }}
      onClose={onClose}
    />
  );
}
