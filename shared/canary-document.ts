/** What the canary asks: persisted, as a deployment answers nothing else to its role. */
export const canaryDocument = `query Canary($source: ID!) {
  source(id: $source) {
    accepted
  }
  departments {
    id
  }
  channels {
    id
  }
}
`;
