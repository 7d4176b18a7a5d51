import { graphql } from '../../../client/graphql.ts';

export const setAlertRule = graphql(`
  mutation AlertsSetRule($input: SetAlertRuleInput!) {
    setAlertRule(input: $input) {
      id
    }
  }
`);

export const removeAlertRule = graphql(`
  mutation AlertsRemoveRule($id: ID!) {
    removeAlertRule(input: { id: $id }) {
      id
    }
  }
`);

export const acknowledgeAlert = graphql(`
  mutation AlertsAcknowledge($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      id
    }
  }
`);
