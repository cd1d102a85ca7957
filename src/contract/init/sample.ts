/** The document of a new project without one. */
export const SAMPLE_DOCUMENT = `openapi: 3.1.1
info:
  title: Notes
  version: 1.0.0
  summary: An API for notes.
  license: { name: MIT, identifier: MIT }
servers:
  - url: /
security: []
paths:
  /notes:
    get:
      operationId: listNotes
      summary: List notes
      parameters:
        - name: limit
          in: query
          schema: { type: integer, minimum: 1, maximum: 100, default: 20 }
      responses:
        '200':
          description: The newest notes.
          content:
            application/json:
              schema:
                type: object
                required: [notes]
                properties:
                  notes:
                    type: array
                    items: { $ref: '#/components/schemas/Note' }
              examples:
                two:
                  value:
                    notes:
                      - { id: note_2, text: Call Ada. }
                      - { id: note_1, text: Buy milk. }
        4XX: { $ref: '#/components/responses/Problem' }
    post:
      operationId: createNote
      summary: Create a note
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NewNote' }
            examples:
              minimal:
                value: { text: Buy milk. }
      responses:
        '201':
          description: The created note.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Note' }
              examples:
                created:
                  value: { id: note_1, text: Buy milk. }
        4XX: { $ref: '#/components/responses/Problem' }
  /notes/{id}:
    get:
      operationId: getNote
      summary: Get a note
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: string, maxLength: 64 }
      responses:
        '200':
          description: The note.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Note' }
              examples:
                found:
                  value: { id: note_1, text: Buy milk. }
        4XX: { $ref: '#/components/responses/Problem' }
components:
  schemas:
    NewNote:
      type: object
      required: [text]
      additionalProperties: false
      properties:
        text: { type: string, minLength: 1, maxLength: 1000 }
    Note:
      type: object
      required: [id, text]
      properties:
        id: { type: string, maxLength: 64 }
        text: { type: string, minLength: 1, maxLength: 1000 }
    Problem:
      type: object
      required: [title, status]
      properties:
        type: { type: string }
        title: { type: string }
        status: { type: integer }
        detail: { type: string }
        errors:
          type: array
          items:
            type: object
            properties:
              pointer: { type: string, description: JSON Pointer to the invalid field. }
              in: { type: string }
              message: { type: string }
  responses:
    Problem:
      description: The request is invalid, or the note does not exist (RFC 9457).
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Problem' }
          examples:
            invalid:
              value: { title: Bad Request, status: 400, detail: The request is invalid. }
`;

export const SAMPLE_HANDLERS = `import type { Handlers } from '../generated/operations.ts';

type Note = { id: string; text: string };

/** Replace it with a database. */
const notes = new Map<string, Note>();

/** One function per operation. A missing function or an undeclared response does not compile. */
export const handlers: Handlers = {
  listNotes: ({ query }) => {
    const newest = [...notes.values()].reverse();
    return { status: 200, body: { notes: newest.slice(0, query.limit) } };
  },
  createNote: ({ body }) => {
    const note = { id: \`note_\${notes.size + 1}\`, text: body.text };
    notes.set(note.id, note);
    return { status: 201, body: note };
  },
  getNote: ({ params }) => {
    const note = notes.get(params.id);
    if (note === undefined) return { status: 404, body: { title: 'Not Found', status: 404 } };
    return { status: 200, body: note };
  },
};
`;

export const SAMPLE_TEST = `import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from '../src/server.ts';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start(0);
});
afterAll(() => server.close());

function post(body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(\`\${server.url}/notes\`, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('a created note is returned by its id and in the list', async () => {
  const created = await post({ text: 'Buy milk.' });
  expect(created.status).toBe(201);
  await expect(created).toMatchContract('createNote');
  const { id } = await created.json();
  const read = await fetch(\`\${server.url}/notes/\${id}\`);
  await expect(read).toMatchContract('getNote');
  expect(await read.json()).toEqual({ id, text: 'Buy milk.' });
  const list = await fetch(\`\${server.url}/notes?limit=1\`);
  await expect(list).toMatchContract('listNotes');
});

test('an invalid request returns 400 with the invalid field', async () => {
  const response = await post({ text: '' });
  expect(response.status).toBe(400);
  await expect(response).toMatchContract('createNote');
  expect(await response.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/text' }] });
});

test('an unknown note returns 404', async () => {
  const response = await fetch(\`\${server.url}/notes/none\`);
  expect(response.status).toBe(404);
  await expect(response).toMatchContract('getNote');
});
`;
