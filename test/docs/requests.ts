import { readFile } from 'node:fs/promises';

/** A request of `docs/examples/requests.http`. */
export type ExampleRequest = {
  title: string;
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
};

/** Parts of a response by name: `status`, `body`, and each header. */
export type Parts = Record<string, string>;

/** The format of HTTP clients in editors: a title after `###`, the request line, headers, an empty line, the body. */
export async function readRequests(file = 'docs/examples/requests.http'): Promise<ExampleRequest[]> {
  const [, ...sections] = (await readFile(file, 'utf8')).split(/^### /m);
  return sections.map((section) => {
    const [head = '', ...content] = section.trim().split('\n\n');
    const [title = '', line = '', ...headers] = head.split('\n');
    const [method = '', target = ''] = line.split(' ');
    return {
      ...{ title, method, target },
      headers: Object.fromEntries(headers.map((header) => header.split(': '))),
      body: content.length === 0 ? undefined : content.join('\n\n'),
    };
  });
}

/** Headers of the connection and the clock. */
const NOT_COMPARED = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

export async function send(url: string, { method, target, headers, body }: ExampleRequest): Promise<Parts> {
  const response = await fetch(url + target, { method, headers, ...(body === undefined ? {} : { body }) });
  const sent = [...response.headers].filter(([name]) => !NOT_COMPARED.has(name));
  const text = await response.text();
  return { ...Object.fromEntries(sent), status: String(response.status), body: sorted(text) };
}

/** JSON with its members in one order: two apps may write them in different ones. */
function sorted(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
