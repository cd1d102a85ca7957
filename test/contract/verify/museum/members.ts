import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import type { CheckName } from '../../../../src/contract/verify/check-names.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const error = { description: 'What is wrong.', ...json(ref('Error')) };
const text = { type: 'string', minLength: 1, maxLength: 60 };
const fields = { card: text, name: text };
const made = (name: string): object => ({ description: 'It.', ...json(ref(name)) });
const list = (name: string): object => ({ description: 'All.', ...json({ type: 'array', items: ref(name) }) });
const id = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 40 } });
const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 60 } };

/** The members of a museum, of which no two have the same card, and visits, whose creation takes an `Idempotency-Key`. */
export const MEMBERS: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Members', version: '1' },
  paths: {
    '/members': {
      get: { operationId: 'listMembers', responses: { 200: list('Member'), default: error } },
      post: {
        operationId: 'addMember',
        requestBody: { required: true, ...json(ref('NewMember')) },
        responses: { 201: made('Member'), 409: error, default: error },
        'x-verify': { unique: { card: 'No two members have the same card.' } },
      },
    },
    '/members/{member_id}': {
      parameters: [id('member_id')],
      get: { operationId: 'getMember', responses: { 200: made('Member'), 404: error, default: error } },
      delete: { operationId: 'removeMember', responses: { 204: { description: 'Gone.' }, 404: error, default: error } },
    },
    '/visits': {
      get: { operationId: 'listVisits', responses: { 200: list('Visit'), default: error } },
      post: {
        operationId: 'addVisit',
        parameters: [key],
        requestBody: { required: true, ...json(ref('NewVisit')) },
        responses: { 201: made('Visit'), 409: error, default: error },
      },
    },
    '/visits/{visit_id}': {
      parameters: [id('visit_id')],
      get: { operationId: 'getVisit', responses: { 200: made('Visit'), 404: error, default: error } },
      delete: { operationId: 'removeVisit', responses: { 204: { description: 'Gone.' }, 404: error, default: error } },
    },
  },
  components: {
    schemas: {
      NewMember: { type: 'object', additionalProperties: false, required: ['card', 'name'], properties: fields },
      Member: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, ...fields } },
      NewVisit: { type: 'object', additionalProperties: false, required: ['name'], properties: { name: text } },
      Visit: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: text } },
      Error: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
  } as NonNullable<OpenApiDocument['components']>,
} as unknown as OpenApiDocument;

/** The same members in a document that does not say which property is unique. */
export const UNHINTED_MEMBERS: OpenApiDocument = structuredClone(MEMBERS);
Object.assign(UNHINTED_MEMBERS.paths?.['/members']?.post ?? {}, { 'x-verify': undefined });

/** What can be wrong when requests are sent at once, and the check that must find it. */
export const MEMBER_DEFECTS = {
  'a card is searched before the insert': 'unique_under_race',
  'a key is stored after the insert': 'idempotent_under_race',
  'a key is stored after the insert, and all get the first response': 'idempotent_under_race',
} as const satisfies Record<string, CheckName>;

export type MemberDefect = keyof typeof MEMBER_DEFECTS;

/** Milliseconds between reading and writing in defects. */
const GAP_MS = 20;

type Row = { id: string; card?: string; name: string };

/** Why a body is wrong; undefined if it is not. */
function faultOf({ body, headers }: Request, names: string[]): string | undefined {
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && [...value].length <= 60;
  if (headers['content-type']?.split(';')[0] !== 'application/json') return 'The body must be JSON.';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'The body must be an object.';
  const wrong = names.find((name) => !isText(body[name])) ?? Object.keys(body).find((name) => !names.includes(name));
  return wrong === undefined ? undefined : `Wrong: '${wrong}'.`;
}

/** A plain Express server of the members and visits, held in memory, with one defect or none. `POST /reset` deletes all. */
export async function startMembers(defect?: MemberDefect): Promise<{ url: string; stop: () => void }> {
  const members: Row[] = [];
  const visits: Row[] = [];
  const done = new Map<string, { text: string; made?: Row }>();
  let count = 0;
  const app = express();
  app.use(express.json());
  const fail = (response: Response, status: number, message: string): void =>
    void response.status(status).json({ message });

  app.post('/members', async (request, response) => {
    const fault = faultOf(request, ['card', 'name']);
    if (fault !== undefined) return fail(response, 400, fault);
    const { card, name } = request.body;
    const isTaken = members.some((one) => one.card === card);
    if (defect === 'a card is searched before the insert') await setTimeout(GAP_MS);
    if (isTaken) return fail(response, 409, 'Another member has this card.');
    const row = { id: `member-${++count}`, card, name };
    members.push(row);
    response.status(201).json(row);
  });

  app.post('/visits', async (request, response) => {
    const fault = faultOf(request, ['name']);
    if (fault !== undefined) return fail(response, 400, fault);
    const key = request.get('idempotency-key');
    if (key !== undefined && key.length > 60) return fail(response, 400, 'Wrong: Idempotency-Key.');
    const body = JSON.stringify(request.body);
    const known = key === undefined ? undefined : done.get(key);
    if (known !== undefined && known.text !== body) return fail(response, 409, 'Another request has this key.');
    if (known !== undefined && known.made === undefined) return fail(response, 409, 'The first one is under way.');
    if (known !== undefined) return void response.status(201).json(known.made);
    const isLate = defect !== undefined && MEMBER_DEFECTS[defect] === 'idempotent_under_race';
    if (key !== undefined && !isLate) done.set(key, { text: body });
    await setTimeout(GAP_MS);
    const row = { id: `visit-${++count}`, name: request.body.name };
    visits.push(row);
    if (key !== undefined && done.get(key)?.made === undefined) done.set(key, { text: body, made: row });
    const isHidden = defect === 'a key is stored after the insert, and all get the first response';
    response.status(201).json(isHidden && key !== undefined ? done.get(key)?.made : row);
  });

  for (const [path, rows] of [
    ['/members', members],
    ['/visits', visits],
  ] as const) {
    app.get(path, (_request, response) => void response.json(rows));
    app.get(`${path}/:id`, (request, response) => {
      const found = rows.find(({ id: own }) => own === request.params.id);
      if (found === undefined) return fail(response, 404, 'There is none.');
      response.json(found);
    });
    app.delete(`${path}/:id`, (request, response) => {
      const place = rows.findIndex(({ id: own }) => own === request.params.id);
      if (place < 0) return fail(response, 404, 'There is none.');
      rows.splice(place, 1);
      response.status(204).end();
    });
  }
  app.post('/reset', (_request, response) => {
    members.length = 0;
    visits.length = 0;
    response.status(204).end();
  });
  // Express knows an error handler by its four parameters.
  app.use((thrown: { status?: number; message: string }, _request: Request, response: Response, _next: NextFunction) =>
    fail(response, thrown.status ?? 500, thrown.message),
  );

  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
