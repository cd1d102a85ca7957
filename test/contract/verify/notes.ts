import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const NOTE = { $ref: '#/components/schemas/Note' };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const missing = { description: 'No such note.' };
const byKey = { note: '$response.body#/made/key' };

/** An API of notes whose ids stand where only the links of the contract say. */
export const NOTES: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [],
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: { required: true, ...json(NOTE) },
        responses: {
          201: {
            description: 'Made.',
            ...json({ type: 'object', required: ['made'], properties: { made: { type: 'object' } } }),
            links: {
              read: { operationId: 'readNote', parameters: byKey },
              change: { operationId: 'changeNote', parameters: { 'path.note': '$response.body#/made/key' } },
            },
          },
          400: missing,
        },
      },
      get: {
        operationId: 'listNotes',
        responses: { 200: { description: 'All.', ...json({ type: 'array', items: { type: 'object' } }) } },
      },
    },
    '/notes/{note}': {
      parameters: [{ name: 'note', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'readNote',
        responses: { 200: { description: 'The note.', ...json({ type: 'object' }) }, 404: missing },
      },
      patch: {
        operationId: 'changeNote',
        requestBody: { required: true, ...json(NOTE) },
        responses: { 200: { description: 'The note.', ...json({ type: 'object' }) }, 400: missing, 404: missing },
      },
      delete: { operationId: 'deleteNote', responses: { 204: { description: 'Gone.' }, 404: missing } },
    },
  },
  components: {
    schemas: {
      Note: {
        type: 'object',
        additionalProperties: false,
        properties: {
          text: { type: 'string', maxLength: 20 },
          pinned: { type: 'boolean' },
          author: { type: 'string', readOnly: true },
        },
      },
    },
  },
};

type Note = { key: string; text?: unknown; pinned?: unknown };

/** What can be wrong with the server. */
export type Defect =
  | 'reuses keys'
  | 'hides the neighbour'
  | 'forgets the third change'
  | 'wrong keys'
  | 'changes the neighbour'
  | 'rejects to repeat'
  | 'ignores read-only values'
  | 'takes read-only values';

/** A server of the notes, held in memory, with one defect or none. */
export async function startNotes(defect?: Defect): Promise<{ url: string; stop: () => void }> {
  let notes: Note[] = [];
  const hidden = new Set<string>();
  const changes = new Map<string, number>();
  let count = 0;

  const serve = (method: string, key: string | undefined, text: string): [status: number, body?: unknown] => {
    const body = method === 'POST' || method === 'PATCH' ? read(text, defect?.endsWith('read-only values')) : {};
    if (body === undefined) return [400];
    if (defect === 'ignores read-only values') delete body.author;
    if (key === undefined && method === 'POST') {
      count = defect === 'reuses keys' ? notes.length + 1 : count + 1;
      const note = { ...body, key: `note-${count}` };
      notes.push(note);
      return [201, { made: defect === 'wrong keys' ? { ...note, key: `${note.key}x` } : note }];
    }
    if (key === undefined) return [200, notes.filter((one) => !hidden.has(one.key))];
    const at = notes.findIndex((one) => one.key === key);
    const note = notes[at];
    if (note === undefined) return [404];
    if (method === 'DELETE') {
      const next = notes[at + 1];
      if (defect === 'hides the neighbour' && next !== undefined) hidden.add(next.key);
      notes = notes.toSpliced(at, 1);
      return [204];
    }
    if (method === 'PATCH') {
      const times = (changes.get(key) ?? 0) + 1;
      changes.set(key, times);
      const isLost = defect === 'forgets the third change' && times === 3;
      const isRepeated = changes.get(`${key} ${text}`) !== undefined;
      changes.set(`${key} ${text}`, 1);
      if (defect === 'rejects to repeat' && isRepeated) return [400];
      Object.assign(note, isLost ? {} : body);
      if (defect === 'changes the neighbour') Object.assign(notes[at - 1] ?? {}, body);
      return [200, { ...note, ...body }];
    }
    return [200, note];
  };

  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const [, collection, key, ...rest] = (request.url ?? '').split('/');
    const isNote = collection === 'notes' && rest.length === 0;
    const [status, body] = isNote ? serve(request.method ?? '', key, text) : [404];
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The body of a request; undefined where the contract does not allow it. */
function read(text: string, takesAuthor = false): Record<string, unknown> | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { text: words, pinned, author, ...others } = body as Record<string, unknown>;
  const isShort = words === undefined || (typeof words === 'string' && [...words].length <= 20);
  const isKnown = Object.keys(others).length === 0 && (pinned === undefined || typeof pinned === 'boolean');
  const mayHaveAuthor = author === undefined || (takesAuthor && typeof author === 'string');
  return isShort && isKnown && mayHaveAuthor ? (body as Record<string, unknown>) : undefined;
}
