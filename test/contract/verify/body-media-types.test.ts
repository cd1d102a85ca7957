import { expect, test } from 'vitest';
import { findingsOf, sendJson, serve, verifyWith } from './uploads.ts';

const schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', maxLength: 20 }, size: { type: 'integer', minimum: 1 } },
};
const response = { description: 'The result.', content: { 'application/json': {} } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'addPet',
        requestBody: { required: true, content: { 'application/json': { schema }, 'application/xml': { schema } } },
        responses: { 201: response, 400: response },
      },
    },
  },
};

/** The names of what is wrong in a body of JSON. */
function faultsOf(text: string): string[] {
  const { name, size = 1 } = Object(JSON.parse(text));
  const isName = typeof name === 'string' && [...name].length <= 20;
  return [...(isName ? [] : ['name']), ...(Number.isInteger(size) && size >= 1 ? [] : ['size'])];
}

/** Verifies a server that validates JSON and responds so to each body of XML. */
async function findingsWith(respondToXml: (body: string) => [status: number, body: object]): Promise<string[]> {
  const url = await serve(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const mediaType = request.headers['content-type'];
    if (mediaType === 'application/xml') return sendJson(response, ...respondToXml(text));
    if (mediaType !== 'application/json') return sendJson(response, 400, {});
    const faults = faultsOf(text);
    return sendJson(response, faults.length > 0 ? 400 : 201, { errors: faults.map((field) => ({ field })) });
  });
  return findingsOf(await verifyWith(DOCUMENT, url, ['examples', 'constraints']));
}

test('a server that validates JSON and no XML has one finding', async () => {
  const end = 'No invalid body of application/xml was rejected.';
  expect(await findingsWith(() => [201, {}])).toEqual([
    `addPet negative_data_rejection: accepted an invalid request with 201. body breaks "type": another type. ${end}`,
  ]);
});

test('a server that validates some of XML has a finding for each keyword that it does not validate', async () => {
  const found = await findingsWith((body) =>
    body.includes('<name>') ? [201, {}] : [400, { error: 'name is missing' }],
  );
  const accepted = found.filter((one) => one.includes('negative_data_rejection: accepted'));
  expect(accepted).toContainEqual(expect.stringContaining('body/name breaks "maxLength"'));
  expect(accepted).toContainEqual(expect.stringContaining('body/size breaks "minimum"'));
  expect(accepted.filter((one) => one.includes('No invalid body'))).toEqual([]);
});

test('a server that rejects all XML need not name the field that is invalid', async () => {
  const found = await findingsWith(() => [400, { error: 'The body must be an object.' }]);
  expect(found).toEqual([
    expect.stringContaining('addPet positive_data_acceptance: rejected a valid request with 400.'),
  ]);
});
