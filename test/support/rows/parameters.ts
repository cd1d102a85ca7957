import { operationRow, type Row } from '../row.ts';

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'integer' }, minItems: 2 };
const object = { type: 'object', properties: { a: text, b: { type: 'integer' } } };
const OAS_32 = { openapi: '3.2.0' };

type Given = Pick<Row, 'keyword' | 'instead' | 'probes' | 'isComment' | 'note' | 'reported' | 'warning' | 'yes'> & {
  parameter: object;
  template?: string;
  below?: string;
  rest?: object;
};

function parameterRow({ parameter, below, ...row }: Given): Row {
  const whole = { name: 'q', in: 'query', ...parameter };
  return operationRow({
    object: 'Parameter',
    ...row,
    operation: { parameters: [whole] },
    below: `parameters/0/${below ?? row.keyword}`,
  });
}

/** OAS 3.2 §4.12. */
export const PARAMETERS: Row[] = [
  parameterRow({
    keyword: 'name',
    parameter: { schema: text },
    instead: 'other',
    probes: [{ path: '?q=a' }],
    yes: 'types request mock verify docs',
  }),
  parameterRow({
    keyword: 'in',
    parameter: { schema: text, required: true },
    instead: 'header',
    probes: [{ path: '?q=a' }],
    yes: 'types request mock verify docs',
  }),
  parameterRow({
    keyword: 'in: querystring',
    parameter: { in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: object } } },
    rest: OAS_32,
    below: 'in',
    instead: 'cookie',
    probes: [{ path: '?a=x&b=1' }],
    yes: 'types request mock verify client docs',
  }),
  parameterRow({
    keyword: 'description',
    parameter: { schema: text, description: 'Description of a parameter' },
    isComment: true,
    yes: 'types docs',
  }),
  parameterRow({
    keyword: 'required',
    parameter: { schema: text, required: true },
    yes: 'types request mock verify docs',
  }),
  parameterRow({
    keyword: 'deprecated',
    parameter: { schema: text, deprecated: true },
    isComment: true,
    yes: 'types docs',
  }),
  parameterRow({
    keyword: 'allowEmptyValue',
    parameter: { schema: { type: 'integer' }, allowEmptyValue: true },
    probes: [{ path: '?q=' }],
    yes: 'request mock',
  }),
  parameterRow({
    keyword: 'example',
    parameter: { schema: text, example: 'Example of a parameter' },
    isComment: true,
    yes: 'types verify docs',
  }),
  parameterRow({
    keyword: 'examples',
    parameter: { schema: text, examples: { one: { value: 'Examples of a parameter' } } },
    isComment: true,
    yes: 'verify docs',
  }),
  parameterRow({
    keyword: 'style',
    parameter: { schema: list, style: 'pipeDelimited', explode: false },
    probes: [{ path: '?q=1%7C2' }],
    yes: 'request mock verify client',
  }),
  parameterRow({
    keyword: 'style: cookie',
    parameter: { in: 'cookie', schema: object, style: 'cookie' },
    rest: OAS_32,
    below: 'style',
    instead: 'form',
    probes: [{ path: '', headers: { cookie: 'a=x%20y; b=1' } }],
    yes: 'request client',
  }),
  parameterRow({
    keyword: 'explode',
    parameter: { schema: list, explode: false },
    probes: [{ path: '?q=1,2' }],
    yes: 'request mock verify client',
  }),
  parameterRow({
    keyword: 'allowReserved',
    parameter: { schema: text, allowReserved: true, example: 'a/b' },
    probes: [{ path: '?q=a/b' }],
    yes: 'client',
    note: 'The server reads reserved characters as they are and percent-encoded.',
  }),
  parameterRow({
    keyword: 'schema',
    parameter: { schema: { type: 'integer' } },
    instead: text,
    probes: [{ path: '?q=a' }, { path: '?q=1' }],
    yes: 'types request mock verify docs',
  }),
  parameterRow({
    keyword: 'schema: default',
    parameter: { schema: { type: 'integer', default: 7 } },
    below: 'schema/default',
    yes: 'types request docs',
    note: 'A default that violates its own schema is reported and not filled in.',
  }),
  parameterRow({
    keyword: 'content',
    parameter: { content: { 'application/json': { schema: object } } },
    instead: { 'text/plain': { schema: text } },
    probes: [{ path: '?q=%7B%22b%22%3A%22x%22%7D' }],
    yes: 'types request mock verify client docs',
  }),
];
