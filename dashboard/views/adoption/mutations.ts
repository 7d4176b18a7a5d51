import { graphql } from '../../../client/graphql.ts';

export const setHeadcount = graphql(`
  mutation AdoptionSetHeadcount($input: SetHeadcountInput!) {
    setHeadcount(input: $input) {
      id
    }
  }
`);

export const removeHeadcount = graphql(`
  mutation AdoptionRemoveHeadcount($input: RemoveHeadcountInput!) {
    removeHeadcount(input: $input) {
      id
    }
  }
`);

export const setInitiative = graphql(`
  mutation AdoptionSetInitiative($input: SetInitiativeInput!) {
    setInitiative(input: $input) {
      id
    }
  }
`);

export const removeInitiative = graphql(`
  mutation AdoptionRemoveInitiative($input: RemoveInitiativeInput!) {
    removeInitiative(input: $input) {
      id
    }
  }
`);
