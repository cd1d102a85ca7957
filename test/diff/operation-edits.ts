import { isObject } from '../../src/contract/document/references.ts';
import { type Effect, type Variation, vary } from './edit.ts';
import {
  DESCRIPTION,
  docs,
  EXTERNAL,
  type KindEdits,
  REQUEST,
  RESPONSE,
  removed,
  resolved,
  SUMMARY,
  serversEdit,
} from './edit-parts.ts';
import { MESSAGE_EDITS } from './message-edits.ts';

type Json = Record<string, unknown>;

const responses: KindEdits = ({ value }) => {
  const list: Variation[] = [];
  const status = ['299', '418', '598'].find((one) => value[one] === undefined) ?? '597';
  const more = { description: 'Another response.', content: { 'application/json': { schema: { type: 'object' } } } };
  list.push({
    keyword: '^[1-5](?:[0-9]{2}|XX)$',
    action: 'add',
    label: status,
    set: { [status]: more },
    effect: 'policy',
    ...RESPONSE,
  });
  if (value.default === undefined) list.push({ ...vary('default', value, more, 'policy'), ...RESPONSE });
  else if (Object.keys(value).length > 1) list.push({ ...vary('default', value, undefined, 'policy'), ...RESPONSE });
  const statuses = Object.keys(value).filter((key) => /^\d/.test(key));
  const [first] = statuses;
  if (first !== undefined && Object.keys(value).length > 1) {
    list.push({
      keyword: '^[1-5](?:[0-9]{2}|XX)$',
      action: 'remove',
      label: first,
      set: { [first]: undefined },
      effect: 'policy',
      ...RESPONSE,
    });
  }
  return list;
};

const response: KindEdits = ({ value }) => {
  const content = isObject(value.content) ? value.content : undefined;
  const headers = isObject(value.headers) ? value.headers : {};
  const optional = { schema: { type: 'string' } };
  const link = { operationId: 'anotherOperation' };
  const list: Variation[] = [
    vary('description', value, 'Another description.', 'neither'),
    vary('summary', value, 'Another summary.', 'neither'),
    vary('links', value, value.links === undefined ? { another: link } : undefined, 'policy'),
    {
      ...vary('headers', value, { ...headers, 'X-More': optional }, 'policy', undefined, 'one header more'),
      ...RESPONSE,
    },
    {
      ...vary(
        'headers',
        value,
        { ...headers, 'X-More': { ...optional, required: true } },
        'narrowing',
        undefined,
        'one required header more',
      ),
      ...RESPONSE,
    },
    ...removed('headers', value.headers, 'policy', RESPONSE),
  ];
  if (content === undefined) return list;
  const more = { ...content, 'application/vnd.another+json': { schema: { type: 'object' } } };
  list.push({ ...vary('content', value, more, 'policy', undefined, 'one media type more'), ...RESPONSE });
  list.push(...removed('content', Object.keys(content).length > 1 ? content : undefined, 'policy', RESPONSE));
  return list;
};

const operation: KindEdits = ({ value, tokens }, { document }) => {
  const parameters = Array.isArray(value.parameters) ? value.parameters : [];
  const added = { name: 'added-by-edit', in: 'query', schema: { type: 'integer' } };
  const list: Variation[] = [
    ...docs(value, DESCRIPTION, SUMMARY, EXTERNAL, ['tags', ['another']]),
    vary('deprecated', value, value.deprecated === true ? undefined : true, 'policy'),
    vary('operationId', value, 'anotherOperationId', 'policy'),
    {
      ...vary(
        'parameters',
        value,
        [...parameters, { ...added, required: true }],
        'narrowing',
        undefined,
        'a required one more',
      ),
      ...REQUEST,
    },
    { ...vary('parameters', value, [...parameters, added], 'policy', undefined, 'an optional one more'), ...REQUEST },
    vary(
      'callbacks',
      value,
      value.callbacks === undefined
        ? { onMore: { '{$request.body#/url}': { post: { responses: { 204: { description: 'Read.' } } } } } }
        : undefined,
      'policy',
    ),
    serversEdit(value, tokens),
  ];
  if (parameters.length > 1)
    list.push(vary('parameters', value, parameters.toReversed(), 'neither', undefined, 'reversed'));
  const [first] = parameters
    .map((one, index) => [resolved(document, one), index] as const)
    .filter(([one]) => isObject(one) && one.in !== 'path');
  if (first !== undefined) {
    const rest = parameters.filter((_, index) => index !== first[1]);
    list.push({ ...vary('parameters', value, rest, 'policy', undefined, 'one less'), ...REQUEST });
  }
  const body = { content: { 'application/json': { schema: { type: 'object' } } } };
  if (value.requestBody === undefined) {
    // What a body of GET means is not defined (RFC 9110 §9.3.1).
    const isBodyless = /^(get|head|delete|trace|options)$/.test(tokens.at(-1) ?? '');
    list.push({
      ...vary(
        'requestBody',
        value,
        { ...body, required: true },
        isBodyless ? 'policy' : 'narrowing',
        undefined,
        'a required one',
      ),
      ...REQUEST,
    });
    list.push({ ...vary('requestBody', value, body, 'policy', undefined, 'an optional one'), ...REQUEST });
  } else list.push({ ...vary('requestBody', value, undefined, 'policy'), ...REQUEST });
  list.push({ ...vary('responses', value, { 299: { description: 'Another.' } }, 'policy'), ...RESPONSE });
  return [...list, ...securityEdits(value, document)];
};

function securityEdits(value: Json, document: Json): Variation[] {
  const alternatives = Array.isArray(value.security) ? value.security : undefined;
  // None is required anyway, unless the document requires some.
  const isRequired = [document.security, alternatives].some((one) => Array.isArray(one) && one.length > 0);
  const effect = isRequired ? 'policy' : 'neither';
  const list: Variation[] = [vary('security', value, alternatives === undefined ? [] : undefined, effect)];
  if (alternatives === undefined || alternatives.length === 0) return list;
  list.push({ ...vary('security', value, [...alternatives, {}], 'policy', undefined, 'none is enough'), ...REQUEST });
  if (alternatives.length > 1) {
    list.push({
      ...vary('security', value, alternatives.slice(1), 'policy', undefined, 'without the first'),
      ...REQUEST,
    });
    list.push(vary('security', value, alternatives.toReversed(), 'neither', undefined, 'reversed'));
  }
  return list;
}

const pathItem: KindEdits = ({ value, tokens }, { document }) => {
  const parameters = Array.isArray(value.parameters) ? value.parameters : [];
  const added = { name: 'added-by-edit', in: 'query', required: true, schema: { type: 'string' } };
  const responses = { 200: { description: 'Done.' } };
  const list: Variation[] = [
    ...docs(value, DESCRIPTION, SUMMARY),
    serversEdit(value, tokens),
    {
      ...vary(
        'parameters',
        value,
        [...parameters, added],
        hasOwn(value, 'added-by-edit') ? 'policy' : 'narrowing',
        undefined,
        'a required one more',
      ),
      ...REQUEST,
    },
  ];
  const is32 = String(document.openapi).startsWith('3.2');
  const isWebhook = tokens[0] === 'webhooks' || tokens.includes('callbacks');
  for (const method of [
    'get',
    'put',
    'post',
    'delete',
    'options',
    'head',
    'patch',
    'trace',
    ...(is32 ? ['query'] : []),
  ]) {
    const isThere = value[method] !== undefined;
    // Removing the only operation of the document would leave nothing to compare.
    const effect: Effect = isWebhook || value.$ref !== undefined ? 'policy' : isThere ? 'narrowing' : 'widening';
    list.push({ ...vary(method, value, isThere ? undefined : { responses }, effect), ...REQUEST });
  }
  if (is32) {
    const further = isObject(value.additionalOperations) ? value.additionalOperations : {};
    // One that is there gets other responses.
    const effect: Effect = isWebhook || 'COPY' in further ? 'policy' : 'widening';
    list.push({
      ...vary('additionalOperations', value, { ...further, COPY: { responses } }, effect),
      ...REQUEST,
    });
    list.push(
      ...removed('additionalOperations', value.additionalOperations, isWebhook ? 'policy' : 'narrowing', REQUEST),
    );
  }
  return list;
};

function hasOwn(item: Json, name: string): boolean {
  return JSON.stringify(item).includes(name);
}

const link: KindEdits = ({ value }) => [
  ...docs(value, DESCRIPTION),
  vary('parameters', value, value.parameters === undefined ? { id: '$response.body#/id' } : undefined, 'policy'),
  vary('requestBody', value, value.requestBody === undefined ? 'a' : undefined, 'policy'),
  vary('server', value, value.server === undefined ? { url: 'https://example.com' } : undefined, 'policy'),
  {
    keyword: 'operationId',
    action: 'change',
    label: 'another',
    set: { operationId: 'anotherOperation', operationRef: undefined },
    effect: 'policy',
  },
  {
    keyword: 'operationRef',
    action: 'change',
    label: 'another',
    set: { operationRef: '#/paths/~1another/get', operationId: undefined },
    effect: 'policy',
  },
];

const example: KindEdits = ({ value }) => [
  ...docs(value, SUMMARY, DESCRIPTION),
  vary(
    'value',
    value,
    value.externalValue === undefined && value.dataValue === undefined && value.serializedValue === undefined
      ? 'another'
      : undefined,
    'neither',
  ),
  {
    keyword: 'externalValue',
    action: 'change',
    label: 'another',
    set: { externalValue: 'https://example.com/a', value: undefined, dataValue: undefined, serializedValue: undefined },
    effect: 'neither',
  },
  ...['dataValue', 'serializedValue'].flatMap((keyword) =>
    value[keyword] === undefined
      ? []
      : ['another', 'a third', undefined].map((next) => vary(keyword, value, next, 'neither')),
  ),
];

/** Edits of the objects that belong to an operation. */
export const OPERATION_EDITS: Record<string, KindEdits> = {
  ...MESSAGE_EDITS,
  responses,
  response,
  operation,
  'path-item': pathItem,
  link,
  example,
  callbacks: ({ value }) => {
    const [expression] = Object.keys(value).filter((key) => !key.startsWith('x-'));
    const more = { post: { responses: { 204: { description: 'Read.' } } } };
    const list: Variation[] = [
      {
        keyword: '*',
        action: 'add',
        label: 'one expression more',
        set: { '{$request.body#/another}': more },
        effect: 'policy',
      },
    ];
    if (expression !== undefined)
      list.push({
        keyword: '*',
        action: 'remove',
        label: 'without an expression',
        set: { [expression]: undefined },
        effect: 'policy',
      });
    return list;
  },
  content: ({ value }) => {
    const [name] = Object.keys(value);
    if (name === undefined || Object.keys(value).length > 1) return [];
    const set = { [name]: undefined, 'application/vnd.renamed+json': value[name] };
    return [{ keyword: '*', action: 'change', label: 'another media type', set, effect: 'policy' }];
  },
};
