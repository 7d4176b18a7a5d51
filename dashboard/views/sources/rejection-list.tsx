import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { DismissButton } from './dismiss-button.tsx';
import { Fix } from './fix.tsx';
import { type Place, usePlace } from './place.ts';
import places from './places.module.css';
import { rejectionsQuery } from './queries.ts';
import { RejectionTable } from './rejection-table.tsx';
import styles from './sources.module.css';
import type { RejectionCode, ToldCount } from './told-source.ts';

const types = ['Rejection', 'RejectionConnection'];
const pageSize = 25;
/** Being within the page is not being at the link. */
const exact = { exact: true } as const;
const states = { open: 'OPEN', fixed: 'FIXED', dismissed: 'DISMISSED' } as const;

/** The rejections of one source or reason, page by page, and what can be done with them together. */
export function RejectionList({ place, counts }: { place: Place; counts: readonly ToldCount[] }) {
  const t = useTranslations('sources');
  const { linkTo } = usePlace();
  const { source, settled } = place;
  // The counts name every reason that there is: another one in the address is none.
  const code = counts.find((count) => count.code === place.code)?.code;
  const filter = useMemo(() => filterOf(source, code, settled), [source, code, settled]);
  const [page, setPage] = useState<object>({ first: pageSize });
  const [fixing, setFixing] = useState(false);
  const list = useRef<HTMLElement>(null);
  const close = () => {
    setFixing(false);
    list.current?.focus();
  };
  const answer = useAnswer(
    rejectionsQuery,
    useMemo(() => ({ filter, ...page }), [filter, page]),
    { typenames: types },
  );
  const open = counts.reduce((sum, count) => sum + count.open, 0);
  const first = answer.kind === 'ready' ? answer.data.rejections.edges[0]?.node : undefined;
  const here = { view: 'rejections' as const, ...(source !== undefined && { source }), ...(code && { code }) };
  return (
    <>
      {fixing && <Fix filter={filter} count={open} example={first} onClose={close} />}
      <Panel
        title={t('oneByOne')}
        note={t('oneByOneNote')}
        actions={
          settled === undefined &&
          open > 0 && (
            <>
              {!fixing && (
                <Button tone="accent" onClick={() => setFixing(true)}>
                  {t('fixAll', { count: open })}
                </Button>
              )}
              <DismissButton filter={filter} count={open} />
            </>
          )
        }
      >
        <nav ref={list} tabIndex={-1} className={`${places.chips} unprinted`} aria-label={t('byState')}>
          {(['open', 'fixed', 'dismissed'] as const).map((state) => (
            <Link
              key={state}
              to="/sources"
              search={linkTo({ ...here, ...(state !== 'open' && { settled: state }) })}
              className={places.chip}
              activeOptions={exact}
              aria-current={(settled ?? 'open') === state ? 'true' : undefined}
              resetScroll={false}
            >
              {t(`is-${state}`)} <span className="number">{counts.reduce((sum, count) => sum + count[state], 0)}</span>
            </Link>
          ))}
        </nav>
        <Answered answer={answer} height={320}>
          {({ rejections: { edges, pageInfo } }) => (
            <>
              {edges.length === 0 ? (
                <p className={styles.soft}>{t('nothingSo')}</p>
              ) : (
                <RejectionTable rejections={edges.map(({ node }) => node)} />
              )}
              {(pageInfo.hasPreviousPage || pageInfo.hasNextPage) && (
                <div className={`${styles.actions} unprinted`}>
                  <Button
                    disabled={!pageInfo.hasPreviousPage}
                    onClick={() => setPage({ last: pageSize, before: pageInfo.startCursor })}
                  >
                    {t('newer')}
                  </Button>
                  <Button
                    disabled={!pageInfo.hasNextPage}
                    onClick={() => setPage({ first: pageSize, after: pageInfo.endCursor })}
                  >
                    {t('older')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Answered>
      </Panel>
    </>
  );
}

export type RejectionFilter = ReturnType<typeof filterOf>;

const filterOf = (source: string | undefined, code: RejectionCode | undefined, settled: Place['settled']) => ({
  state: states[settled ?? 'open'],
  ...(source !== undefined && { source }),
  ...(code && { code }),
});
