import type { paths } from '../../generated/types.ts';
import { type ContractClient, createContractClient } from '../contract/client/client.ts';
import { readError } from './errors.ts';

/** Settings of a client. */
export type ClientOptions = {
  /** Where the API is, such as `https://api.example.com`. */
  baseUrl: string;
  /** Key of a workspace, `sk_…`. */
  apiKey: string;
  /** In place of the global `fetch`: for tests, proxies, or your own retries. */
  fetch?: (request: Request) => Promise<Response>;
};

/** One function for each HTTP method, typed by the path. */
export type Client = ContractClient<paths>;

/**
 * A client of the API.
 *
 * @throws TypeError if the key holds anything but visible ASCII, or `baseUrl` is not an http(s) URL
 * @example
 * const client = createClient({ baseUrl: 'https://api.example.com', apiKey: 'sk_…' });
 * const { data: agent } = await client.POST('/v1/agents', { body: { name: 'Front desk', voice_id: 'sabrina' } });
 */
export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): Client {
  // The message must not hold the key, as that of `Headers` would.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('apiKey must be visible ASCII, without spaces.');
  const authorize = (headers: Headers) => headers.set('Authorization', `Bearer ${apiKey}`);
  return createContractClient<paths>({ baseUrl, authorize, readError, fetch });
}
