const query = `query ClearestMonth($range: DateRange!) {
  collaboration(range: $range) { cells { interactions } }
}`;

interface Answer {
  data?: { collaboration: { cells: { interactions: number | null }[] } };
  errors?: unknown;
}

/** Of the last twelve whole months that in which most pairs of departments wrote to each other in groups that may be told; throws what the API refused. */
export async function clearestMonth(url: string, token: string): Promise<{ from: string; to: string }> {
  const now = new Date();
  const day = (month: number, date: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - month, date)).toISOString().slice(0, 10);
  const months = Array.from({ length: 12 }, (_, back) => ({ from: day(back + 1, 1), to: day(back, 0) }));
  const told = await Promise.all(
    months.map(async (range) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { range } }),
      });
      const { data, errors } = (await response.json()) as Answer;
      if (!data) throw new Error(JSON.stringify(errors));
      return { range, pairs: data.collaboration.cells.filter(({ interactions }) => interactions).length };
    }),
  );
  const [clearest] = told.sort((one, other) => other.pairs - one.pairs);
  if (!clearest) throw new Error('No month was asked for.');
  return clearest.range;
}
