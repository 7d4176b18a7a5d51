import { type InvocationType, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Erasure } from '../shared/erasure.ts';
import type { PersonPage } from '../shared/person-export.ts';
import type { PrivacyRequest } from '../shared/privacy-request.ts';

type Asked<Kind extends PrivacyRequest['kind']> = Omit<Extract<PrivacyRequest, { kind: Kind }>, 'kind'>;

/** What erases people. */
export interface Privacy {
  /** Notes that a person is to be erased, and begins. */
  erase(request: Asked<'ask'>): Promise<Erasure>;
  /** Begins to ask anew for all erasures that are remembered. */
  eraseAgain(request: Asked<'again'>): Promise<void>;
  /** A page of what is held on a person; null when `after` is no cursor of an export, or over a day old. */
  export(request: Asked<'export'>): Promise<PersonPage | null>;
}

/**
 * The privacy function, which alone may write what it takes. A failed call throws and is not tried again by itself; asking
 * again is safe.
 */
export function createPrivacy(client: Pick<LambdaClient, 'send'>, functionName: string | undefined): Privacy {
  const invoke = async (request: PrivacyRequest, InvocationType: InvocationType = 'RequestResponse') => {
    if (functionName === undefined) throw new Error('This function does not know the privacy function.');
    const Payload = JSON.stringify(request);
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType, Payload }));
    if (answer.FunctionError !== undefined) throw new Error(`The privacy function failed: ${answer.FunctionError}`);
    return JSON.parse(Buffer.from(answer.Payload ?? []).toString() || 'null') as unknown;
  };
  return {
    async erase(request) {
      const erasure = (await invoke({ kind: 'ask', ...request })) as Erasure;
      // It is noted: should this not reach the function, its schedule does.
      await invoke({ kind: 'erase', id: erasure.id }, 'Event').catch(() => undefined);
      return erasure;
    },
    eraseAgain: async (request) => void (await invoke({ kind: 'again', ...request }, 'Event')),
    export: async (request) => (await invoke({ kind: 'export', ...request })) as PersonPage | null,
  };
}
