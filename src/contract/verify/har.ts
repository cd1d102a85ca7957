import type { IncomingHttpHeaders } from 'node:http';
import type { Observation } from './coverage/coverage.ts';

type NameValue = { name: string; value: string };

/**
 * Exchanges as an HTTP Archive (HAR 1.2), for tools that read recorded traffic.
 *
 * @param origin of the server, such as `http://127.0.0.1:8080`
 */
export function toHar(origin: string, exchanges: Observation[]): string {
  const entries = exchanges.map(({ method, target, headers, body, encoding, response }) => {
    const url = new URL(origin).origin + target;
    const mimeType = headers['content-type'] ?? '';
    const sent =
      encoding === undefined
        ? { mimeType, text: body ?? '' }
        : { mimeType, text: Buffer.from(body ?? '', encoding).toString('base64'), comment: 'The text is in Base64.' };
    return {
      startedDateTime: new Date(0).toISOString(),
      time: 0,
      request: {
        ...{ method, url, httpVersion: 'HTTP/1.1', cookies: [], headers: toNameValues(headers) },
        queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
        ...{ headersSize: -1, bodySize: -1 },
        ...(body === undefined ? {} : { postData: sent }),
      },
      response: {
        ...{ status: response.status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [] },
        headers: toNameValues(response.headers),
        content: { size: Buffer.byteLength(response.text), mimeType: response.mediaType, text: response.text },
        ...{ redirectURL: '', headersSize: -1, bodySize: -1 },
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
  });
  const creator = { name: 'contract verify', version: '1' };
  return JSON.stringify({ log: { version: '1.2', creator, entries } });
}

function toNameValues(headers: IncomingHttpHeaders): NameValue[] {
  return Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => ({ name, value: one })));
}
