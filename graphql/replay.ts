import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type * as z from 'zod';
import {
  type DismissReport,
  dismissReportSchema,
  type FixReport,
  fixReportSchema,
  type ReplayRequest,
} from '../shared/rejection-fix-request.ts';

type Asked<Action extends ReplayRequest['action']> = Omit<Extract<ReplayRequest, { action: Action }>, 'action'>;

/** What fixes and dismisses rejections. */
export interface Replay {
  fix(request: Asked<'fix'>): Promise<FixReport>;
  dismiss(request: Asked<'dismiss'>): Promise<DismissReport>;
}

/**
 * The replay function of the write path, which alone may publish. A failed call throws and is not tried again by itself;
 * asking again is safe.
 */
export function createReplay(client: Pick<LambdaClient, 'send'>, functionName: string | undefined): Replay {
  const invoke = async <S extends z.ZodType>(request: ReplayRequest, schema: S): Promise<z.output<S>> => {
    if (functionName === undefined) throw new Error('This function does not know the replay function.');
    const Payload = JSON.stringify(request);
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    if (answer.FunctionError !== undefined) throw new Error(`The replay function failed: ${answer.FunctionError}`);
    return schema.parse(JSON.parse(Buffer.from(answer.Payload ?? []).toString()));
  };
  return {
    fix: (request) => invoke({ action: 'fix', ...request }, fixReportSchema),
    dismiss: (request) => invoke({ action: 'dismiss', ...request }, dismissReportSchema),
  };
}
