import { startReceiver } from '../api/webhooks/receiver.ts';
import type { Arrivals } from './check-deliveries.ts';

/** A receiver that takes each webhook and remembers it. */
export async function startArrivals(delayMs = 0): Promise<{ url: string; arrivals: Arrivals; stop(): Promise<void> }> {
  const receiver = await startReceiver();
  const arrivals = new Map<string, string[]>();
  receiver.answer = (response, { headers, body }) => {
    receiver.received.length = 0;
    const id = String(headers['webhook-id']);
    arrivals.set(id, [...(arrivals.get(id) ?? []), body]);
    if (delayMs === 0) response.writeHead(204).end();
    else setTimeout(() => response.writeHead(204).end(), delayMs);
  };
  return { url: receiver.url, arrivals, stop: receiver.stop };
}
