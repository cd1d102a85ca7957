import type { BodyReader, ParsedBody } from '../serve/types.ts';
import { webBodyReader } from '../serve/web-body.ts';

/** Returns the body of a request that was read before: a string, bytes, a `FormData` or a parsed value. */
export type ReadElsewhere = () => unknown;

/** Requests whose bodies were read before. */
const readBefore = new WeakMap<Request, ReadElsewhere>();

/** Texts and bytes that were read before, which are then read like a body. */
const kept = new WeakMap<Request, BodyInit>();

/** Says how the body of a request that was read before is found. It is asked for only if the operation has a body. */
export function rememberBody(request: Request, body: ReadElsewhere): void {
  readBefore.set(request, body);
}

/** Reads bodies of web requests. A middleware of the app may have read them. */
export const fetchBodyReader: BodyReader<Request> = {
  ...webBodyReader,
  parsedBody: (request) => (request.bodyUsed ? takeBody(request) : undefined),
  readBytes: (request, options) => {
    const body = kept.get(request);
    return webBodyReader.readBytes(body === undefined ? request : new Response(body), options);
  },
};

async function takeBody(request: Request): Promise<ParsedBody | undefined> {
  const body = await readBefore.get(request)?.();
  if (body === undefined) throw new Error(BODY_USED);
  if (body instanceof FormData) return fromFormData(body);
  if (!isUnparsed(body)) return { value: body };
  kept.set(request, body);
  return undefined;
}

function isUnparsed(body: unknown): body is string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob {
  return typeof body === 'string' || body instanceof ArrayBuffer || ArrayBuffer.isView(body) || body instanceof Blob;
}

function fromFormData(form: FormData): ParsedBody {
  // Clients choose the names.
  const value: Record<string, string[]> = Object.create(null);
  const files: [string, File][] = [];
  form.forEach((entry, name) => {
    if (typeof entry !== 'string') files.push([name, entry]);
    else {
      value[name] ??= [];
      value[name].push(entry);
    }
  });
  return { value, files };
}

/** A context of Hono, as much of it as is needed. `bodyCache` has what middleware has read, by the method that read it. */
type HonoContext = {
  req?: { bodyCache?: Partial<Record<'arrayBuffer' | 'blob' | 'text' | 'formData' | 'json', unknown>> };
};

/** Forms of a body that Hono keeps, the most exact one first. Undefined if the context is not Hono's. */
export async function bodyInHono(context: unknown): Promise<unknown> {
  const { arrayBuffer, blob, text, formData, json } = (context as HonoContext | undefined)?.req?.bodyCache ?? {};
  const unparsed = arrayBuffer ?? blob ?? text ?? formData;
  if (unparsed !== undefined || json === undefined) return unparsed;
  return JSON.stringify(await json);
}

const BODY_USED =
  'The body of the request was read before the contract handler. In Hono, pass the context: "handle(c.req.raw, c)". Elsewhere read a copy, "request.clone().json()", or set the option "parsedBody".';
