import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { useMay } from '../../app/page-context.tsx';
import type { CatalogueMetric } from '../../app/shell.ts';
import { useNames } from '../../app/use-names.ts';
import type { Behind } from '../../charts/behind-link.ts';
import type { Format } from '../../i18n/format.ts';
import { useOwnDepartments } from '../../lists/use-own-departments.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { pageArguments } from '../../parts/page-place.ts';
import { Panel } from '../../parts/panel.tsx';
import { answering, behindInput } from './behind-input.ts';
import { ConversationsBehind, InteractionsBehind } from './behind-pages.tsx';
import { ListChoice } from './list-choice.tsx';
import { behindConversationsQuery, behindInteractionsQuery } from './queries.ts';

export interface BehindListProps {
  metric: CatalogueMetric;
  behind: Behind;
  format: Format;
}

/** What the number is made of, page by page; where that is withheld or not for the viewer, in words. */
export function BehindList({ metric, behind, format }: BehindListProps) {
  const t = useTranslations('behind');
  const names = useNames();
  const may = useMay('INTERACTIONS');
  const own = useOwnDepartments();
  const foreign = own !== undefined && behind.department.some((id) => !own.includes(id));
  const closed = !may || foreign;
  const cases = answering.has(metric.id);
  const shown = cases ? (behind.list ?? 'conversations') : 'interactions';
  const { after, before, part } = behind;
  const text = JSON.stringify({
    input: behindInput(metric.id, behind),
    metric: metric.id,
    part,
    ...pageArguments({ after, before }, 'newest'),
  });
  const variables = useMemo(() => JSON.parse(text), [text]);
  const interactions = useAnswer(behindInteractionsQuery, variables, { pause: closed || shown !== 'interactions' });
  const conversations = useAnswer(behindConversationsQuery, variables, { pause: closed || shown !== 'conversations' });
  const answer = shown === 'conversations' ? conversations : interactions;
  const note = part === 'NUMERATOR' ? t('note-numerator') : t(`note-${shown}`);
  if (closed) {
    return (
      <Panel title={t(`list-${shown}`)}>
        <Notice title={t(may ? 'foreignTitle' : 'forbiddenTitle')} level={3}>
          <p>
            {may
              ? t('foreignText', { departments: format.list((own ?? []).map(names.department)) })
              : t('forbiddenText')}
          </p>
        </Notice>
      </Panel>
    );
  }
  return (
    <Panel title={t(`list-${shown}`)} note={note} updating={answer.kind === 'ready' && answer.updating}>
      {(cases || metric.unit === 'ratio') && (
        <ListChoice shown={shown} cases={cases} parts={metric.unit === 'ratio'} part={part} />
      )}
      {answer.kind === 'failed' && answer.problem.code === 'WITHHELD' ? (
        <Notice title={t('withheldTitle')} level={3}>
          <p>{t('withheldText')}</p>
        </Notice>
      ) : shown === 'conversations' ? (
        <Answered answer={conversations} height={480}>
          {({ report }) => <ConversationsBehind list={report.rows[0]?.conversations} format={format} />}
        </Answered>
      ) : (
        <Answered answer={interactions} height={480}>
          {({ report }) => <InteractionsBehind list={report.rows[0]?.interactions} format={format} />}
        </Answered>
      )}
    </Panel>
  );
}
