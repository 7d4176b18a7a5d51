import type { RunContext } from '../adapter.ts';
import { topicOf, type YoutubeSettings } from './settings.ts';
import { provenCallback } from './subscription-proof.ts';

const hub = 'https://pubsubhubbub.appspot.com/subscribe';
/** Five days, which is what YouTube's hub gives at most. */
const leaseSeconds = 432_000;
const dayMs = 86_400_000;

/**
 * Subscribes at YouTube's hub for each channel, every day anew: the hub takes a subscription before it has asked the webhook
 * whether it is wanted, and ends it without a word. Gives when the lease ends (ISO 8601), or undefined when it is not time
 * yet or the hub did not take it.
 */
export async function subscribe(
  { settings, secrets, webhookUrl, now, fetch }: RunContext<YoutubeSettings>,
  leaseEnd: string | undefined,
): Promise<string | undefined> {
  const left = Date.parse(leaseEnd ?? '') - now;
  if (left > leaseSeconds * 1_000 - dayMs) return undefined;
  const secret = secrets.hub ?? '';
  for (const channel of settings.channels) {
    const topic = topicOf(channel);
    const body = new URLSearchParams({
      'hub.callback': provenCallback(webhookUrl, topic, secret),
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.verify': 'async',
      'hub.secret': secret,
      'hub.lease_seconds': String(leaseSeconds),
    });
    const response = await fetch(hub, { method: 'POST', body, signal: AbortSignal.timeout(20_000) });
    await response.body?.cancel();
    if (response.status !== 202 && response.status !== 204) return undefined;
  }
  return new Date(now + leaseSeconds * 1_000).toISOString();
}
