import { ApiError } from '../errors.ts';
import { type ChannelConfig, channelSchema } from '../organisation.ts';
import { checked, checkLimit, type OrganisationRule } from './change.ts';

type Rule = OrganisationRule<ChannelConfig>;

/** Adds a channel. Its id and kind are for good: the numbers of its kind would change with it, in the past, too. */
export function addChannel(input: ChannelConfig): Rule {
  const added = checked(channelSchema, input);
  return (organisation) => {
    if (organisation.channels.some(({ id }) => id === added.id)) {
      throw new ApiError('CHANNEL_EXISTS', `id: there is a channel “${added.id}” already; choose another id.`, {
        field: 'id',
      });
    }
    checkLimit('channels', organisation.channels.length + 1);
    return {
      organisation: { ...organisation, channels: [...organisation.channels, added] },
      subject: `channel ${added.id}`,
      before: undefined,
      after: added,
      result: added,
    };
  };
}

/** Gives a channel another name; throws `UNKNOWN_CHANNEL`, naming the known ones. */
export function renameChannel({ id, name }: { id: string; name: string }): Rule {
  return (organisation) => {
    const before = organisation.channels.find((one) => one.id === id);
    if (!before) {
      throw new ApiError('UNKNOWN_CHANNEL', `id: there is no channel “${id}”.`, {
        field: 'id',
        channels: organisation.channels.map((one) => one.id),
      });
    }
    const after = checked(channelSchema, { ...before, name });
    return {
      organisation: { ...organisation, channels: organisation.channels.map((one) => (one.id === id ? after : one)) },
      subject: `channel ${id}`,
      before,
      after,
      result: after,
    };
  };
}
