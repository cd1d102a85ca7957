import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';

export const KEY = 'Bearer secret-key-of-mine';
export const OTHER_KEY = 'Bearer secret-key-of-theirs';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const reply = (description: string, schema?: object): object => ({
  description,
  ...(schema === undefined ? {} : json(schema)),
});
const PET = { $ref: '#/components/schemas/Pet' };
const errors = {
  400: reply('Invalid.'),
  401: reply('No credentials.'),
  404: reply('No pet.'),
  500: reply('Down.', {}),
};
const id = { name: 'petId', in: 'path', required: true, schema: { type: 'string', minLength: 8, maxLength: 40 } };

/** An API of pets, each with photos below it. */
export const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/v1' }],
  security: [{ Key: [] }],
  paths: {
    '/pets': {
      get: { operationId: 'listPets', responses: { 200: reply('All.', { type: 'array', items: PET }), ...errors } },
      post: {
        operationId: 'addPet',
        requestBody: { required: true, ...json(PET) },
        responses: { 201: reply('Made.', PET), ...errors },
      },
    },
    '/pets/{petId}': {
      parameters: [id],
      get: { operationId: 'getPet', responses: { 200: reply('A pet.', PET), ...errors } },
      patch: {
        operationId: 'changePet',
        requestBody: { required: true, ...json({ ...PET, minProperties: 1 }) },
        responses: { 200: reply('A pet.', PET), ...errors },
      },
      delete: { operationId: 'deletePet', responses: { 204: reply('Gone.'), ...errors } },
    },
    '/pets/{petId}/photos': {
      parameters: [id],
      post: {
        operationId: 'addPhoto',
        requestBody: { required: true, content: { 'image/png': {} } },
        responses: { 201: reply('Made.'), ...errors },
      },
    },
  },
  components: {
    securitySchemes: { Key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Pet: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string', maxLength: 20 },
          isTame: { type: 'boolean' },
        },
      },
    },
  },
} as unknown as OpenApiDocument;

/** What can be wrong with the server. */
export type Defect =
  | 'crashes at long names'
  | 'takes no credentials'
  | 'reads what is deleted'
  | 'forgets names'
  | 'forgets the third change'
  | 'crashes at bytes'
  | 'shows pets to others';

export const DEFECTS: Record<Defect, string> = {
  'crashes at long names': 'addPet not_a_server_error',
  'takes no credentials': 'listPets ignored_auth',
  'reads what is deleted': 'getPet use_after_free',
  'forgets names': 'changePet update_is_kept',
  'forgets the third change': 'getPet reads_what_was_made',
  'crashes at bytes': 'addPhoto not_a_server_error',
  'shows pets to others': 'getPet tenant_isolation',
};

type Pet = { id: string; owner: string; isGone: boolean; values: Record<string, unknown>; changes: number };
export type PetServer = {
  url: string;
  defects: Set<Defect>;
  /** Bodies of uploads. */
  uploads: Buffer[];
  stop: () => void;
};

export async function startPets(defects: Iterable<Defect> = []): Promise<PetServer> {
  const wrong = new Set(defects);
  const pets = new Map<string, Pet>();
  const uploads: Buffer[] = [];

  const serve = (request: IncomingMessage, bytes: Buffer): [status: number, body?: unknown, headers?: object] => {
    const { method = '', url = '', headers } = request;
    const [path = ''] = url.split('?');
    const [, version, collection, petId, child, ...rest] = path.split('/');
    if (version !== 'v1' || collection !== 'pets' || rest.length > 0) return [404];
    const owner = headers.authorization ?? '';
    const isOpen = wrong.has('takes no credentials') && petId === undefined && method === 'GET';
    if (![KEY, OTHER_KEY].includes(owner) && !isOpen) return [401, undefined, { 'www-authenticate': 'Bearer' }];
    const allowed = child !== undefined ? ['POST'] : petId === undefined ? ['GET', 'POST'] : ['GET', 'PATCH', 'DELETE'];
    if (!allowed.includes(method)) return [405, undefined, { allow: allowed.join(', ') }];
    const values = method === 'POST' || method === 'PATCH' ? readPet(bytes) : {};
    const shown = (pet: Pet) => ({ id: pet.id, ...pet.values });
    if (petId === undefined) {
      if (method === 'GET') {
        const own = [...pets.values()].filter((one) => one.owner === owner && !one.isGone);
        return [200, own.map(shown)];
      }
      if (values === undefined || headers['content-type'] !== 'application/json') return [400];
      const name = String(values.name ?? '');
      if (wrong.has('crashes at long names') && name.length === 20) return [500, { error: `no memory for ${name}` }];
      const pet = { id: crypto.randomUUID(), owner, isGone: false, values, changes: 0 };
      pets.set(pet.id, pet);
      return [201, shown(pet)];
    }
    const pet = pets.get(petId);
    const isHidden = pet?.owner !== owner && !(method === 'GET' && wrong.has('shows pets to others'));
    const isGone = pet?.isGone === true && !(method === 'GET' && wrong.has('reads what is deleted'));
    if (pet === undefined || isHidden || isGone) return [404];
    if (child !== undefined) {
      uploads.push(bytes);
      if (headers['content-type'] !== 'image/png') return [400];
      return wrong.has('crashes at bytes') && bytes.some((byte) => byte > 127) ? [500, {}] : [201];
    }
    if (method === 'DELETE') {
      pet.isGone = true;
      return [204];
    }
    if (method === 'PATCH') {
      if (values === undefined || Object.keys(values).length === 0) return [400];
      if (headers['content-type'] !== 'application/json') return [400];
      const { name: _name, ...others } = values;
      pet.changes += 1;
      Object.assign(pet.values, wrong.has('forgets names') ? others : values);
      return [200, shown(pet)];
    }
    const isForgotten = wrong.has('forgets the third change') && pet.changes === 3;
    return [200, isForgotten ? { ...shown(pet), isTame: pet.values.isTame !== true } : shown(pet)];
  };

  const server = createServer(async (request, response) => {
    const [status, body, headers] = serve(request, Buffer.concat(await request.toArray()));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(body === undefined || request.method === 'HEAD' ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, defects: wrong, uploads },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The body of a request; undefined if the contract does not allow it. */
function readPet(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const body = JSON.parse(bytes.toString());
    const isPet =
      typeof body === 'object' &&
      body !== null &&
      Object.keys(body).every((name) => ['name', 'isTame'].includes(name)) &&
      !Array.isArray(body) &&
      typeof (body.name ?? '') === 'string' &&
      body.name !== null &&
      [...(body.name ?? '')].length <= 20 &&
      ['boolean', 'undefined'].includes(typeof body.isTame);
    return isPet ? body : undefined;
  } catch {
    return undefined;
  }
}
