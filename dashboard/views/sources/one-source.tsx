import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import type { Answer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Grid } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { AccessPanel } from './access-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { KindsPanel } from './kinds-panel.tsx';
import page from './one-source.module.css';
import { PauseButton } from './pause-button.tsx';
import { usePlace } from './place.ts';
import type { sourcesQuery } from './queries.ts';
import { RefusedPanel } from './refused-panel.tsx';
import { SourceForm } from './source-form.tsx';
import styles from './sources.module.css';
import { WebhookPanel } from './webhook-panel.tsx';

/** Everything that is told of one source. */
export function OneSource({ id, answer }: { id: string; answer: Answer<ResultOf<typeof sourcesQuery>> }) {
  const t = useTranslations('sources');
  const { linkTo } = usePlace();
  const found = answer.kind === 'ready' ? answer.data.sources.find((source) => source.id === id) : undefined;
  return (
    <>
      <Link to="/sources" search={linkTo({})} className={`${page.back} unprinted`}>
        ← {t('allSources')}
      </Link>
      <ViewHead
        title={found?.name ?? t('one')}
        lead={<span className={page.id}>{id}</span>}
        actions={
          found && (
            <div className={`${styles.actions} unprinted`}>
              <PauseButton source={found} />
              <SourceForm source={found} />
            </div>
          )
        }
      />
      <Answered answer={answer} height={480}>
        {({ rejectionCounts }, updating) =>
          found ? (
            <Grid>
              <FactsPanel source={found} updating={updating} />
              <RefusedPanel source={found} counts={rejectionCounts.filter(({ source }) => source?.id === id)} />
              <WebhookPanel source={found} />
              <AccessPanel source={found} />
              <KindsPanel source={found} />
            </Grid>
          ) : (
            <Notice title={t('unknownTitle')}>
              <p>{t('unknownText')}</p>
            </Notice>
          )
        }
      </Answered>
    </>
  );
}
