import { cloudEventSchema } from '../../shared/interaction.ts';
import type { Send } from '../sender.ts';

/** Takes what fits the wire contract and sends nothing: whether channels and departments exist, only the host knows. */
export const dryRun: Send = async (events) => {
  const refused = events.flatMap((event, index) => {
    const issue = cloudEventSchema.safeParse(JSON.parse(event)).error?.issues[0];
    const path = issue?.path.map(String).join('.') ?? '';
    return issue ? [{ index, code: 'INVALID', path, message: `Give ${issue.message}.` }] : [];
  });
  return { accepted: events.length - refused.length, refused };
};
