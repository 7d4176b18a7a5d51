/**
 * What reads text at ingest. `id` is kept with every interaction whose text was read (`derivedBy`): another component,
 * version, word list or threshold is another id. Measured accuracy is in docs/text.md.
 */
export const textModel = {
  id: 'text-1',
  components: [
    { reads: 'language', name: 'eld extrasmall', version: '2.1.0', validated: ['de', 'en'] },
    { reads: 'sentiment', languages: ['en'], name: 'vader-sentiment', version: '1.1.3', validated: ['en'] },
    { reads: 'sentiment', languages: ['de'], name: 'words after AFINN-165', version: '1', validated: [] },
    { reads: 'topics', languages: ['de', 'en'], name: 'key words', version: '1', validated: [] },
  ],
} as const;
