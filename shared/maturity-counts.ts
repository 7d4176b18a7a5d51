/** The things that maturity counts: by name, and as a sentence calls them, with the metric they are nearest to. */
export const maturityCounts = {
  weeksListened: {
    name: {
      en: 'Weeks with mentions or enquiries from a social channel',
      de: 'Wochen mit Erwähnungen oder Anfragen aus einem sozialen Kanal',
    },
    things: {
      en: 'weeks with mentions or enquiries from a social channel',
      de: 'Wochen mit Erwähnungen oder Anfragen aus einem sozialen Kanal',
    },
    metric: 'MENTIONS',
  },
  weeksPosted: {
    name: {
      en: 'Weeks with posts of ours in a social channel',
      de: 'Wochen mit eigenen Beiträgen in einem sozialen Kanal',
    },
    things: {
      en: 'weeks with posts of ours in a social channel',
      de: 'Wochen mit eigenen Beiträgen in einem sozialen Kanal',
    },
    metric: 'POSTS',
  },
  socialChannels: {
    name: { en: 'Social channels in use', de: 'Genutzte soziale Kanäle' },
    things: { en: 'social channels in use', de: 'genutzte soziale Kanäle' },
    metric: 'INTERACTIONS',
  },
  goals: {
    name: { en: 'Goals set', de: 'Gesetzte Ziele' },
    things: { en: 'goals of the department', de: 'Ziele der Abteilung' },
  },
  goalsOnTrack: {
    name: { en: 'Goals on track', de: 'Ziele im Plan' },
    things: { en: 'goals on track', de: 'Ziele im Plan' },
  },
  connections: {
    name: { en: 'Other departments talked with', de: 'Andere Abteilungen im Austausch' },
    things: { en: 'other departments talked with', de: 'andere Abteilungen im Austausch' },
    metric: 'CONNECTEDNESS',
  },
  ideasShipped: {
    name: { en: 'Ideas submitted and shipped', de: 'Eingereichte und umgesetzte Ideen' },
    things: { en: 'shipped ideas', de: 'umgesetzte Ideen' },
    metric: 'IDEAS_SHIPPED',
  },
} as const;
