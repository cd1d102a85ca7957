const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the URL of a delivery. Any page can ask a mock, so it sends to this machine only, and to hosts that are allowed.
 *
 * @param hosts names of other hosts that it may send to; undefined for any
 */
export function readDestination(text: string, hosts: readonly string[] | undefined): URL | Error {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return new Error(`"${cutUrl(text)}" is not a valid URL. It must begin with http:// or https://.`);
  if (hosts === undefined || LOOPBACK.test(url.hostname) || hosts.includes(url.hostname)) return url;
  return new Error(
    `Webhooks go to this machine only. Start the mock with --webhook-host ${url.hostname} to send them to that host.`,
  );
}

/** A URL for the log: without credentials, query and fragment. */
export function describeDestination(text: string): string {
  if (!URL.canParse(text)) return cutUrl(text);
  const { origin, pathname, search } = new URL(text);
  return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}

function cutUrl(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
