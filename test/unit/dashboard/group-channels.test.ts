import { describe, expect, it } from 'vitest';
import { groupChannels } from '../../../dashboard/views/channels/group-channels.ts';

const told = (value: number | null) => [{ value }];

describe('channels by kind', () => {
  it('come busiest first, those without anything by their names alone', () => {
    const groups = groupChannels({
      byKind: [
        { channelKind: 'SOCIAL', values: told(12) },
        { channelKind: 'DIRECT', values: told(0) },
        { channelKind: 'INTERNAL', values: told(0) },
      ],
      byChannel: [
        { channel: { id: 'blog' }, values: told(2) },
        { channel: { id: 'x' }, values: told(10) },
        { channel: { id: 'email' }, values: told(null) },
      ],
      channels: [
        { id: 'x', kind: 'SOCIAL' },
        { id: 'forum', kind: 'SOCIAL' },
        { id: 'blog', kind: 'SOCIAL' },
        { id: 'email', kind: 'DIRECT' },
      ],
    });
    expect(groups).toEqual([
      {
        kind: 'SOCIAL',
        values: told(12),
        channels: [
          { id: 'x', values: told(10) },
          { id: 'blog', values: told(2) },
        ],
        quiet: ['forum'],
      },
      { kind: 'DIRECT', values: told(0), channels: [], quiet: ['email'] },
      { kind: 'INTERNAL', values: told(0), channels: [], quiet: [] },
    ]);
  });
});
