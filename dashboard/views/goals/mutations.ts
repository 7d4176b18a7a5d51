import { graphql } from '../../../client/graphql.ts';

export const setGoal = graphql(`
  mutation GoalsSet($input: SetGoalInput!) {
    setGoal(input: $input) {
      id
    }
  }
`);

export const removeGoal = graphql(`
  mutation GoalsRemove($input: RemoveGoalInput!) {
    removeGoal(input: $input) {
      id
    }
  }
`);

export const setBenchmark = graphql(`
  mutation GoalsSetBenchmark($input: SetSocialShareBenchmarkInput!) {
    setSocialShareBenchmark(input: $input) {
      name
    }
  }
`);

export const removeBenchmark = graphql(`
  mutation GoalsRemoveBenchmark($input: RemoveSocialShareBenchmarkInput!) {
    removeSocialShareBenchmark(input: $input) {
      name
    }
  }
`);

export const setAttestation = graphql(`
  mutation GoalsSetAttestation($input: SetAttestationInput!) {
    setAttestation(input: $input) {
      id
    }
  }
`);

export const removeAttestation = graphql(`
  mutation GoalsRemoveAttestation($input: RemoveAttestationInput!) {
    removeAttestation(input: $input) {
      id
    }
  }
`);
