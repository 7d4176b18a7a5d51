/** Of how many sources something is wrong: written by the watch, read by the alarms of the stack. */
export const watchMetrics = {
  silent: 'SilentSources',
  refusing: 'RefusingSources',
  unknown: 'SourcesOfUnknownKinds',
  failing: 'FailingSources',
} as const;
