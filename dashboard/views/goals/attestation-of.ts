interface Attested {
  kind: string;
  department: { id: string };
  expires: string;
}

/** What holds longest of a kind in a department; undefined: it was never attested. */
export const attestationOf = <A extends Attested>(
  attestations: readonly A[],
  department: string,
  kind: string,
): A | undefined =>
  attestations
    .filter((one) => one.department.id === department && one.kind === kind)
    .reduce<A | undefined>((best, one) => (best && best.expires >= one.expires ? best : one), undefined);
