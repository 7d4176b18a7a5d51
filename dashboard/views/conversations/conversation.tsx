import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useMinute } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { useFormat } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { BackLink } from '../../charts/back-link.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { ConversationFacts } from './conversation-facts.tsx';
import { conversationQuery } from './queries.ts';
import { timelineOf } from './timeline.ts';
import { Turns } from './turns.tsx';

/** One conversation: what became of its enquiry, and its turns in their order. */
export function Conversation() {
  const t = useTranslations('conversations');
  const { conversation: id = '' } = useParams({ strict: false });
  const { turns: after, ...search }: Record<string, string> = useSearch({ strict: false });
  const format = useFormat();
  const names = useNames();
  useMinute();
  const answer = useAnswer(
    conversationQuery,
    useMemo(() => ({ id, after: after ?? null }), [id, after]),
    { minutely: true },
  );
  const told = answer.kind === 'ready' ? answer.data.conversation : null;
  const where = told && `${names.department(told.department.id)} · ${names.channel(told.channel.id)}`;
  return (
    <>
      <ViewHead
        title={t('one')}
        lead={where ?? t('oneLead')}
        actions={
          <BackLink
            otherwise={
              <Link to="/conversations" search={search}>
                {t('back')}
              </Link>
            }
          >
            {t('back')}
          </BackLink>
        }
      />
      <Answered answer={answer} height={480}>
        {({ conversation }, updating) =>
          conversation ? (
            <Panel title={t('course')} updating={updating}>
              <ConversationFacts conversation={conversation} format={format} />
              <Turns
                entries={timelineOf(
                  conversation,
                  conversation.interactions.edges.map(({ node }) => node),
                  Date.now(),
                  after === undefined && !conversation.interactions.pageInfo.hasNextPage,
                )}
                conversation={conversation}
                format={format}
              />
              {conversation.interactions.pageInfo.hasNextPage && (
                <Link to="." search={{ ...search, turns: conversation.interactions.pageInfo.endCursor ?? '' }}>
                  {t('moreTurns')}
                </Link>
              )}
            </Panel>
          ) : (
            <Notice title={t('goneTitle')}>
              <p>{t('goneText')}</p>
            </Notice>
          )
        }
      </Answered>
    </>
  );
}
