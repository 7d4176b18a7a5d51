import * as z from 'zod';
import type { Archives } from './archives.ts';
import { AwsError } from './aws-error.ts';
import type { Bus } from './bus.ts';
import { nameFromArn } from './template.ts';

/** EventBridge sends times as seconds since 1970. */
const instant = z.number().transform((seconds) => seconds * 1000);
const startSchema = z.object({
  ReplayName: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  EventSourceArn: z.string(),
  EventStartTime: instant,
  EventEndTime: instant,
  Destination: z.object({ Arn: z.string() }),
});

interface Replay {
  state: 'RUNNING' | 'COMPLETED' | 'FAILED';
  reason?: string;
  /** Milliseconds since 1970, of the last event that is on its way again. */
  last?: number;
}

/** Events that go on together. */
const together = 20;

/**
 * EventBridge's StartReplay and DescribeReplay over the archives of the host: archived events go through the rules of their bus again,
 * marked with `replay-name`, in the order in which they came. Replays are known as long as the host runs.
 */
export function createReplays(archives: Archives, bus: Pick<Bus, 'replay'>) {
  const replays = new Map<string, Replay>();

  const run = async (name: string, destination: string, events: AsyncIterable<string>, replay: Replay) => {
    let open: string[] = [];
    const flush = async () => {
      const failed = await bus.replay(destination, name, open);
      if (failed) throw new Error(failed);
      const { time } = JSON.parse(open.at(-1) ?? '{}') as { time?: string };
      if (time) replay.last = Date.parse(time);
      open = [];
    };
    for await (const event of events) if (open.push(event) === together) await flush();
    if (open.length > 0) await flush();
  };

  return {
    async startReplay(request: unknown) {
      const parsed = startSchema.safeParse(request);
      if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
      const { ReplayName: name, EventSourceArn, EventStartTime, EventEndTime, Destination } = parsed.data;
      if (replays.has(name)) throw new AwsError('ResourceAlreadyExistsException', `Replay ${name} already exists.`);
      if (EventStartTime >= EventEndTime)
        throw new AwsError('ValidationException', 'EventEndTime is not after EventStartTime.');
      const events = archives.read(EventSourceArn, EventStartTime, EventEndTime);
      if (!events) throw new AwsError('ResourceNotFoundException', `Archive ${EventSourceArn} does not exist.`);
      const replay: Replay = { state: 'RUNNING' };
      replays.set(name, replay);
      run(name, nameFromArn(Destination.Arn), events, replay).then(
        () => Object.assign(replay, { state: 'COMPLETED' }),
        (error: Error) => Object.assign(replay, { state: 'FAILED', reason: error.message }),
      );
      return { ReplayArn: name, State: 'STARTING', ReplayStartTime: Date.now() / 1000 };
    },

    async describeReplay(request: unknown) {
      const { ReplayName: name } = z.object({ ReplayName: z.string() }).parse(request);
      const replay = replays.get(name);
      if (!replay) throw new AwsError('ResourceNotFoundException', `Replay ${name} does not exist.`);
      const { state, reason, last } = replay;
      return {
        ReplayName: name,
        State: state,
        ...(reason !== undefined && { StateReason: reason }),
        ...(last !== undefined && { EventLastReplayedTime: last / 1000 }),
      };
    },
  };
}
