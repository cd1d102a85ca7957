import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArtefacts } from '../../../src/contract/build/build.ts';
import { preparePageDocument } from '../../../src/contract/docs/page-document.ts';
import { renderReference } from '../../../src/contract/docs/redoc.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { withPlainExamples } from '../../../src/contract/document/upgrade.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { createFolder, type Folder } from '../command.ts';

const HEAD = 'openapi: 3.2.0\ninfo: { title: Boats, version: 1.0.0 }\n';

/** Members that OpenAPI 3.2 adds and that readers, not servers, need. */
const ANNOTATED = `${HEAD}$self: https://boats.example/openapi.yaml
servers: [{ url: /, name: here }]
tags:
  - { name: boats, summary: Boats, kind: nav }
  - { name: sails, parent: boats }
security: [{ OAuth: [read] }]
paths:
  /boats:
    get:
      operationId: listBoats
      tags: [sails]
      parameters:
        - { name: sid, in: cookie, style: cookie, schema: { type: string } }
      responses:
        '200':
          summary: Boats
          content:
            application/json: { $ref: '#/components/mediaTypes/Boat' }
            application/xml:
              schema: { $ref: '#/components/schemas/Boat' }
              examples: { remote: { externalValue: 'https://boats.example/boat.xml' } }
components:
  mediaTypes:
    Boat:
      schema: { $ref: 'https://boats.example/openapi.yaml#/components/schemas/Boat' }
      examples: { one: { $ref: '#/components/examples/One' } }
  examples:
    One: { dataValue: { rig: sloop } }
  schemas:
    Boat:
      type: object
      required: [rig]
      properties:
        rig: { type: string, xml: { nodeType: attribute } }
      discriminator: { propertyName: rig, defaultMapping: Boat }
  securitySchemes:
    OAuth:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: https://boats.example/.well-known/oauth-authorization-server
      flows:
        deviceAuthorization:
          deviceAuthorizationUrl: https://boats.example/device
          tokenUrl: https://boats.example/token
          scopes: { read: Read }
`;

let folder: Folder;
let file: string;
beforeAll(async () => {
  folder = await createFolder();
  file = join(folder.path, 'openapi.yaml');
  await folder.write({ 'openapi.yaml': ANNOTATED });
});
afterAll(() => folder.remove());

describe('what 3.2 adds for readers', () => {
  test('builds, with a warning of the XML that is not checked alone', async () => {
    const warnings: string[] = [];
    await buildArtefacts(file, (warning) => warnings.push(warning));
    expect(warnings).toEqual([
      expect.stringMatching(/openapi\.yaml:22:15: Bodies of application\/xml are not checked against their schema\./),
    ]);
  });

  test('stays in the bundle', async () => {
    const bundle = await bundleContract(file);
    expect(bundle).toMatchObject({ openapi: '3.2.0', $self: 'https://boats.example/openapi.yaml' });
    expect(Object.keys(bundle.components ?? {})).toEqual(['mediaTypes', 'examples', 'schemas', 'securitySchemes']);
    expect(JSON.stringify(bundle)).toContain('"externalValue":"https://boats.example/boat.xml"');
  });

  test('has no reference to itself by `$self` any more', async () => {
    const { components } = await bundleContract(file);
    expect(components?.mediaTypes).toMatchObject({ Boat: { schema: { $ref: '#/components/schemas/Boat' } } });
  });

  test('names security schemes by reference', async () => {
    const bundle = await bundleContract(file);
    const security = [{ '#/components/securitySchemes/OAuth': ['read'] }, {}];
    expect(listOperations({ ...bundle, security }).map((operation) => operation.security)).toEqual([
      [{ OAuth: ['read'] }, {}],
    ]);
    expect(listOperations({ ...bundle, security, openapi: '3.1.1' })[0]?.security).toEqual(security);
  });

  test('is documented', async () => {
    const page = await renderReference(file, preparePageDocument(await bundleContract(file)));
    expect(page).toContain('deviceAuthorizationUrl');
  });

  test('is linted: a media type may be a reference', async () => {
    await folder.write({
      'redocly.yaml': 'rules: { struct: error, spec-strict-refs: error, no-unused-components: error }\n',
    });
    const { code, out } = await folder.run(['lint', 'openapi.yaml']);
    expect([code, out]).toEqual([0, 'openapi.yaml: 0 errors, 0 warnings.\n']);
  });
});

describe('a reference in the place of a whole content', () => {
  const files = {
    'boats.yaml': `openapi: 3.0.3
info: { title: Boats, version: 1.0.0 }
paths:
  /boats:
    get:
      operationId: getBoat
      responses:
        '200': { description: A boat., content: { $ref: ./content.yaml } }
`,
    'content.yaml': 'application/json:\n  schema: { type: object, format: boat }\n',
  };

  test('is followed', async () => {
    await folder.write(files);
    const { paths, components } = await bundleContract(join(folder.path, 'boats.yaml'));
    expect(paths).toMatchObject({
      '/boats': { get: { responses: { 200: { content: { 'application/json': { schema: { type: 'object' } } } } } } },
    });
    expect(components).toEqual({});
  });

  test('keeps the places of what it leads to', async () => {
    const warnings: string[] = [];
    await buildArtefacts(join(folder.path, 'boats.yaml'), (warning) => warnings.push(warning));
    expect(warnings).toEqual([expect.stringMatching(/content\.yaml:2:35: The format "boat" is not known/)]);
  });
});

describe('examples of 3.2 (OAS 3.2 §4.19)', () => {
  const valuesOf = (example: object, mediaType = 'application/json') => {
    const content = { [mediaType]: { examples: { one: example } } };
    const document = withPlainExamples({
      openapi: '3.2.0',
      info: { title: 'Boats', version: '1' },
      paths: { '/boats': { get: { responses: { 200: { description: 'Boats.', content } } } } },
    });
    return JSON.parse(JSON.stringify(document)).paths['/boats'].get.responses[200].content[mediaType].examples.one;
  };

  test.each([
    [{ dataValue: { a: 1 } }, 'application/json', { a: 1 }],
    [{ dataValue: null, serializedValue: 'null' }, 'application/json', null],
    [{ serializedValue: '{"a":1}' }, 'application/json', { a: 1 }],
    [{ serializedValue: '{"a":' }, 'application/json', '{"a":'],
    [{ serializedValue: '{"a":1}' }, 'text/plain', '{"a":1}'],
  ])('%j of %s has a value', (example, mediaType, value) => {
    expect(valuesOf({ summary: 'One', ...example }, mediaType)).toEqual({ summary: 'One', value });
  });

  test('one with a value, or of an external file, stays as it is', () => {
    expect(valuesOf({ value: { a: 1 } })).toEqual({ value: { a: 1 } });
    expect(valuesOf({ externalValue: './one.json' })).toEqual({ externalValue: './one.json' });
  });

  test('a document of 3.1 stays as it is', () => {
    const document = { openapi: '3.1.0', info: { title: 'Boats', version: '1' }, paths: {} };
    expect(withPlainExamples(document)).toBe(document);
  });
});

test('a path parameter that is not in its path is required of nobody, in an excerpt of the specification', async () => {
  const parameters = [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }];
  const put = { operationId: 'putPet', parameters, responses: { 200: { description: 'Done.' } } };
  const document = { openapi: '3.2.0', info: { title: 'Pets', version: '1' }, paths: { '/pets/{id}': { put } } };
  const mock = await startMock(document as OpenApiDocument, { port: 0, host: '127.0.0.1' });
  expect((await fetch(`${mock.url}/pets/1`, { method: 'PUT' })).status).toBe(200);
  await mock.stop();
});
