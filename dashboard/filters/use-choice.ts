import { useNavigate, useSearch } from '@tanstack/react-router';

/** A choice of a page's own that stands in the address like its filters: what is not among `ids` is the first of them. */
export function useChoice<Id extends string>(key: string, ids: readonly [Id, ...Id[]]): [Id, (id: Id) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const [fallback] = ids;
  const chosen = ids.find((id) => id === search[key]) ?? fallback;
  const choose = (id: Id) =>
    void navigate({
      to: '.',
      search: ({ [key]: _before, ...others }: Record<string, string | undefined>) =>
        id === fallback ? others : { ...others, [key]: id },
      resetScroll: false,
    });
  return [chosen, choose];
}
