import { createHmac, timingSafeEqual } from 'node:crypto';

const parameter = 'proof';

/**
 * The address that a hub is told to call for a topic. It says that we have asked for it: the webhook's own address can be
 * guessed, and a hub would take another secret from whoever subscribes it anew.
 */
export function provenCallback(webhookUrl: string, topic: string, secret: string): string {
  const url = new URL(webhookUrl);
  url.searchParams.set(parameter, proofOf(topic, secret));
  return url.href;
}

/** Whether the address that is called is the one for this topic, compared in constant time. */
export function isProven({ searchParams }: URL, topic: string, secret: string): boolean {
  const given = Buffer.from(searchParams.get(parameter) ?? '');
  const expected = Buffer.from(proofOf(topic, secret));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The words before the topic make it no signature of a body. */
const proofOf = (topic: string, secret: string): string =>
  createHmac('sha256', secret).update(`subscription to ${topic}`).digest('base64url');
