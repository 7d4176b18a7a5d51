import type { Author } from '../audit.ts';
import type { OrganisationRule } from '../changes/change.ts';
import { ApiError } from '../errors.ts';
import { type Organisation, organisationSchema } from '../organisation.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';
import { forgetOrganisation, loadOrganisation, readOrganisation } from './organisation.ts';
import { registryItems } from './registry-items.ts';

/** An item of DynamoDB ends at 400 kB. */
const maxBytes = 380_000;

/**
 * Changes the organisation by a rule and notes who did it, in one transaction; gives what the rule gives, and the
 * organisation as it is then, which this process sees at once and others within 60 s. A rule that changes nothing
 * writes nothing. Throws what the rule throws, `CONFLICT`, or `LIMIT` when the document would be too large.
 */
export async function saveOrganisation<T>(
  options: RegistryOptions,
  { who, roles }: Author,
  action: string,
  rule: OrganisationRule<T>,
): Promise<{ result: T; organisation: Organisation }> {
  const { client, tableName } = options;
  const result = await commitAudited(options, async () => {
    const { organisation, revision } = await readOrganisation(client, tableName);
    const { subject, before, after, result: given, organisation: changed } = rule(organisation);
    const body = JSON.stringify(organisationSchema.parse(changed));
    if (body === JSON.stringify(organisation)) return { result: given };
    if (Buffer.byteLength(body) > maxBytes) throw tooLarge();
    return {
      result: given,
      write: {
        action: { Put: putRequest(tableName, body, revision) },
        entry: { who, roles: [...roles], action, subject, before: before ?? null, after: after ?? null },
      },
    };
  }).finally(() => forgetOrganisation(client, tableName));
  return { result, organisation: await loadOrganisation(client, tableName, options.clock) };
}

/** Puts the document unless it was changed since `revision`; one without a revision is the default, or written by hand. */
function putRequest(tableName: string, body: string, revision: number) {
  return {
    TableName: tableName,
    Item: { ...registryItems.organisation, b: { S: body }, revision: { N: String(revision + 1) } },
    ...(revision === 0
      ? { ConditionExpression: 'attribute_not_exists(revision)' }
      : {
          ConditionExpression: 'revision = :revision',
          ExpressionAttributeValues: { ':revision': { N: String(revision) } },
        }),
  };
}

const tooLarge = (): ApiError =>
  new ApiError('LIMIT', `The organisation would be larger than ${maxBytes / 1_000} kB: remove what is over.`, {
    limit: maxBytes,
  });
