import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/document/document.ts';
import { findProblems } from '../../../src/contract/lint/lint.ts';
import { requestId, sound } from './sound.ts';

/** One change of the document: what stands at `at` (RFC 6901) becomes `to`, or goes where that is undefined. */
type Change = { at: string; to?: unknown };

const pet = '/components/schemas/Pet';
const list = '/paths/~1pets/get';
const create = '/paths/~1pets/post';
const createBody = `${create}/requestBody/content/application~1json`;

const defects: { rule: string; defect: string; change: Change }[] = [
  {
    rule: 'contract/described',
    defect: 'a property without description',
    change: { at: `${pet}/properties/size/description` },
  },
  {
    rule: 'contract/described',
    defect: 'a referred property without description',
    change: { at: `${pet}/properties/name/description` },
  },
  {
    rule: 'contract/described',
    defect: 'a blank description',
    change: { at: `${pet}/properties/toys/description`, to: ' ' },
  },
  {
    rule: 'contract/described',
    defect: 'a header without description',
    change: { at: '/components/headers/RequestId/description' },
  },
  {
    rule: 'parameter-description',
    defect: 'a parameter without description',
    change: { at: `${list}/parameters/0/description` },
  },
  { rule: 'operation-description', defect: 'an operation without description', change: { at: `${list}/description` } },
  { rule: 'tag-description', defect: 'a tag without description', change: { at: '/tags/0/description' } },
  {
    rule: 'contract/exemplified',
    defect: 'a property without example',
    change: { at: `${pet}/properties/size/examples` },
  },
  {
    rule: 'contract/exemplified',
    defect: 'an empty list of examples',
    change: { at: `${pet}/properties/size/examples`, to: [] },
  },
  {
    rule: 'contract/exemplified',
    defect: 'a free-form object without example',
    change: { at: `${pet}/properties/notes/examples` },
  },
  {
    rule: 'contract/bounded',
    defect: 'a string without bound',
    change: { at: '/components/schemas/Error/properties/message/maxLength' },
  },
  { rule: 'contract/bounded', defect: 'an array without bound', change: { at: `${pet}/properties/toys/maxItems` } },
  {
    rule: 'contract/bounded',
    defect: 'a number without lower bound',
    change: { at: `${pet}/properties/size/exclusiveMinimum` },
  },
  {
    rule: 'contract/bounded',
    defect: 'a number without upper bound',
    change: { at: `${list}/parameters/0/schema/maximum` },
  },
  {
    rule: 'contract/request-examples',
    defect: 'a body without minimal example',
    change: { at: `${createBody}/examples/minimal` },
  },
  {
    rule: 'contract/request-examples',
    defect: 'a body without full example',
    change: { at: `${createBody}/examples/full` },
  },
  {
    rule: 'contract/request-examples',
    defect: 'no parameter with a full example',
    change: { at: `${list}/parameters/0/examples`, to: { small: { value: 1 } } },
  },
  {
    rule: 'contract/response-examples',
    defect: 'a response without example',
    change: { at: `${list}/responses/200/content/application~1json/examples` },
  },
  {
    rule: 'contract/error-schema',
    defect: 'an error of another schema',
    change: {
      at: `${list}/responses/500/content`,
      to: { 'application/json': { schema: { type: 'object' }, examples: { failed: { value: {} } } } },
    },
  },
  {
    rule: 'contract/error-schema',
    defect: 'an error without body',
    change: { at: `${create}/responses/500`, to: { description: 'Failed.', headers: requestId } },
  },
  {
    rule: 'contract/error-schema',
    defect: 'a default response without body',
    change: { at: `${create}/responses/default`, to: { description: 'Failed.', headers: requestId } },
  },
  {
    rule: 'contract/response-header',
    defect: 'a response without the header',
    change: { at: `${create}/responses/204/headers` },
  },
  {
    rule: 'contract/request-closed',
    defect: 'a body open to unknown properties',
    change: { at: `${pet}/additionalProperties` },
  },
  {
    rule: 'contract/request-closed',
    defect: 'one open branch of a body',
    change: { at: `${createBody}/schema`, to: { anyOf: [{ $ref: `#${pet}` }, { type: 'object' }] } },
  },
  {
    rule: 'rule/operation-id-camel-case',
    defect: 'an operationId in snake_case',
    change: { at: `${create}/operationId`, to: 'create_pet' },
  },
  {
    rule: 'no-invalid-media-type-examples',
    defect: 'an example that its schema rejects',
    change: { at: `${createBody}/examples/full/value/size`, to: -1 },
  },
  {
    rule: 'no-invalid-schema-examples',
    defect: "a schema's example that the schema rejects",
    change: { at: `${pet}/properties/size/examples`, to: ['big'] },
  },
  {
    rule: 'no-invalid-parameter-examples',
    defect: "a parameter's example that its schema rejects",
    change: { at: `${list}/parameters/0/examples/full/value`, to: 10 },
  },
];

const allowed: { what: string; change: Change }[] = [
  { what: 'nothing at all', change: { at: '/info/title', to: 'Pets' } },
  {
    what: 'unevaluatedProperties in place of additionalProperties',
    change: {
      at: pet,
      to: { ...sound.components.schemas.Pet, additionalProperties: true, unevaluatedProperties: false },
    },
  },
  {
    what: 'a body that is no object',
    change: {
      at: createBody,
      to: { schema: { type: 'boolean' }, examples: { minimal: { value: true }, full: { value: false } } },
    },
  },
  {
    what: 'a string of a format of limited length',
    change: {
      at: `${pet}/properties/born`,
      to: { type: 'string', format: 'date-time', description: 'When.', examples: ['2026-01-01T00:00:00Z'] },
    },
  },
  {
    what: 'a schema that says why it has no bound',
    change: {
      at: '/components/schemas/Name',
      to: { type: 'string', 'x-unbounded': 'Any length is fine.', examples: ['Rex'] },
    },
  },
  {
    what: 'a parameter that says why it has no bound',
    change: {
      at: `${list}/parameters/0`,
      to: { ...sound.paths['/pets'].get.parameters[0], 'x-unbounded': 'It is cut.', schema: { type: 'integer' } },
    },
  },
  {
    what: 'conditions, which describe nothing',
    change: { at: `${pet}/if`, to: { properties: { size: { type: 'number' } } } },
  },
  { what: 'an operation with neither body nor parameters', change: { at: `${list}/parameters` } },
  {
    what: 'a webhook, which others answer',
    change: {
      at: '/webhooks',
      to: {
        told: {
          post: {
            ...sound.paths['/pets'].post,
            operationId: 'told',
            responses: { 204: { description: 'Taken.' }, 400: { description: 'Rejection.' } },
          },
        },
      },
    },
  },
];

describe('the rules of our document in redocly.yaml', () => {
  test.for(defects)('$rule fires for $defect', async ({ rule, change }) => {
    expect(await rulesBrokenBy(change)).toEqual([rule]);
  });

  test.for(allowed)('nothing fires for $what', async ({ change }) => {
    expect(await rulesBrokenBy(change)).toEqual([]);
  });
});

test('a contract that is not there is an error that says so', async () => {
  await expect(findProblems('openapi/missing.yaml')).rejects.toThrow(ContractError);
});

/** The root that `redocly.yaml` names, and the rules of which are tested. */
const ROOT = 'openapi/openapi.yaml';

async function rulesBrokenBy(change: Change): Promise<string[]> {
  const texts = new Map([[resolve(ROOT), JSON.stringify(changed(change), null, 2)]]);
  const problems = await findProblems(ROOT, { texts });
  return [...new Set(problems.map(({ ruleId }) => ruleId))];
}

function changed({ at, to }: Change): unknown {
  const document: unknown = structuredClone(sound);
  const keys = at
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  let holder = document;
  for (const key of keys) holder = Reflect.get(Object(holder), key);
  if (to === undefined && !Reflect.has(Object(holder), last)) throw new Error(`There is nothing at ${at} to remove.`);
  if (to === undefined) Reflect.deleteProperty(Object(holder), last);
  else Reflect.set(Object(holder), last, to);
  return document;
}
