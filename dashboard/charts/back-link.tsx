import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readWayBack } from './way-back.ts';

export interface BackLinkProps {
  children: ReactNode;
  className?: string;
  /** What stands there where the address names no way back. */
  otherwise?: ReactNode;
}

/** Leads back to the page that a number was clicked on, as it was. */
export function BackLink({ children, className, otherwise = null }: BackLinkProps) {
  const { back }: { back?: string } = useSearch({ strict: false });
  const way = readWayBack(back);
  if (!way) return otherwise;
  return (
    <Link to={way.path as '/'} search={way.search} className={className}>
      {children}
    </Link>
  );
}
