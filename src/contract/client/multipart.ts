import { JSON_TYPE } from '../document/media-types.ts';
import type { ClientParts } from './contract.ts';
import { BYTES, FORM, JSON_RANGE, TEXT_TYPE } from './media-types.ts';
import { randomDigits } from './random-digits.ts';

/** A multipart body: a Blob, which can be sent again, or a stream if one of its parts is a stream. */
export type MultipartBody = { body: Blob | ReadableStream<Uint8Array>; contentType: string };

/** A part of a body: a string, bytes or a stream. */
type Chunk = string | Blob | ReadableStream<Uint8Array>;

/** Media types of texts under a range. */
const TEXT_TYPES: Record<string, string> = { 'text/*': 'text/plain', '*/*': 'text/plain', 'application/*': BYTES };

/**
 * Writes a multipart body (RFC 7578). Each part has the media type that the contract declares for it; an object is
 * `application/json` if it declares none (OAS 3.1 §4.8.15). Only files get a file name. `FormData` can do neither: it gives
 * every part with a media type a file name.
 *
 * @param fields names and values, one for each part
 * @param mediaType as the contract declares it or the caller names it; a range becomes `multipart/form-data`
 * @throws TypeError if a part cannot be sent as its media type
 */
export function writeMultipart(
  fields: [name: string, value: unknown][],
  mediaType: string,
  parts: ClientParts = {},
): MultipartBody {
  const boundary = `form-${randomDigits()}`;
  const chunks = fields.flatMap(([name, value]): Chunk[] => {
    const { content, type, fileName } = toPart(name, value, Object.hasOwn(parts, name) ? parts[name] : undefined);
    const file = fileName === undefined ? '' : `; filename="${escapeName(fileName)}"`;
    const typed = type === undefined ? '' : `\r\nContent-Type: ${type}`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}${typed}\r\n\r\n`;
    return [head, content, '\r\n'];
  });
  const all = [...chunks, `--${boundary}--\r\n`];
  const type = mediaType.includes('*') ? FORM : mediaType.replace(/\s*;\s*boundary=[^;]*/i, '');
  const isWhole = (chunk: Chunk): chunk is string | Blob => !(chunk instanceof ReadableStream);
  return {
    body: all.every(isWhole) ? new Blob(all) : concatenate(all),
    contentType: `${type}; boundary=${boundary}`,
  };
}

type SentPart = { content: Chunk; type: string | undefined; fileName?: string };

function toPart(name: string, value: unknown, declared: string | undefined): SentPart {
  const types = (declared ?? '').split(',').flatMap((one) => one.trim() || []);
  const concrete = types.find((type) => !type.includes('*'));
  if (value instanceof ReadableStream) return { content: value, type: concrete ?? BYTES, fileName: 'blob' };
  if (value instanceof Blob) {
    const fileName = value instanceof File ? value.name : 'blob';
    return { content: value, type: value.type || concrete || BYTES, fileName };
  }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return { content: new Blob([value as BlobPart]), type: concrete ?? BYTES, fileName: 'blob' };
  const json = types.find((one) => JSON_TYPE.test(one));
  if (json !== undefined) return { content: JSON.stringify(value), type: json };
  if (typeof value === 'object' && value !== null) {
    if (types.length === 0 || types.some((one) => JSON_RANGE.test(one)))
      return { content: JSON.stringify(value), type: 'application/json' };
    throw new TypeError(`The part ${name} of the type ${declared} must be a string, a Blob, bytes or a stream.`);
  }
  const declaredType = types.find((one) => TEXT_TYPE.test(one)) ?? concrete ?? types[0] ?? '';
  const type = TEXT_TYPES[declaredType] ?? declaredType;
  // For another range, such as image/*, only the caller knows the media type.
  return { content: String(value), type: type === '' || type.includes('*') ? undefined : type };
}

/** As the HTML standard escapes names (§4.10.21.8, "multipart/form-data encoding algorithm"). */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Reads each chunk when it is its turn. */
function concatenate(chunks: Chunk[]): ReadableStream<Uint8Array> {
  const waiting = [...chunks];
  let current: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        if (current === undefined) {
          const next = waiting.shift();
          if (next === undefined) return controller.close();
          current = (next instanceof ReadableStream ? next : new Blob([next]).stream()).getReader();
        }
        const { done, value } = await current.read();
        if (!done) return controller.enqueue(value);
        current = undefined;
      }
    },
    async cancel(reason) {
      const streams = waiting.filter((chunk) => chunk instanceof ReadableStream);
      await Promise.all([current?.cancel(reason), ...streams.map((stream) => stream.cancel(reason))]);
    },
  });
}

let sendsStreams: boolean | undefined;

/**
 * @throws TypeError if `fetch` of this platform cannot send streams (Fetch standard, `duplex`). It would send the text
 *   "[object ReadableStream]".
 */
export function assertStreamsCanBeSent(): void {
  if (sendsStreams === undefined) {
    let isRead = false;
    const init = {
      method: 'POST',
      body: new ReadableStream(),
      get duplex() {
        isRead = true;
        return 'half';
      },
    };
    sendsStreams = !new Request('http://localhost', init).headers.has('Content-Type') && isRead;
  }
  if (!sendsStreams) throw new TypeError('This platform cannot send a stream. Pass a Blob or bytes.');
}
