import type { OrganisationRule } from '../shared/changes/change.ts';
import type { ApiContext } from './context.ts';
import { directoryOf } from './directory.ts';
import { authorOf } from './permissions.ts';

/** Changes the organisation as the viewer; what follows in the same request sees it as it is then. */
export async function changeOrganisation<T>(
  context: ApiContext,
  action: string,
  rule: OrganisationRule<T>,
): Promise<T> {
  const { result, organisation } = await context.deps.registry.changeOrganisation(
    authorOf(context.viewer),
    action,
    rule,
  );
  context.directory = directoryOf(organisation);
  return result;
}
