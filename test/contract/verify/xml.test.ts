import type { IncomingMessage, ServerResponse } from 'node:http';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { findingsOf, serve, verifyWith } from './uploads.ts';

const NAMESPACE = 'urn:products';
const product = {
  type: 'object',
  additionalProperties: false,
  required: ['sku', 'name', 'price'],
  xml: { name: 'product', prefix: 'p', namespace: NAMESPACE },
  properties: {
    sku: { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}$', xml: { nodeType: 'attribute' } },
    name: { type: 'string', minLength: 1, maxLength: 20 },
    price: {
      type: 'object',
      required: ['amount'],
      properties: {
        currency: { enum: ['EUR', 'USD'], xml: { nodeType: 'attribute' } },
        amount: { type: 'integer', minimum: 0, maximum: 999, xml: { nodeType: 'text' } },
      },
    },
    tags: {
      type: 'array',
      maxItems: 2,
      xml: { nodeType: 'element', name: 'tags' },
      items: { type: 'string', xml: { name: 'tag' } },
    },
    note: { type: 'string', maxLength: 30, xml: { nodeType: 'cdata' } },
  },
};
const problem = {
  type: 'object',
  required: ['message'],
  xml: { name: 'problem' },
  properties: { message: { type: 'string' } },
};

const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Products', version: '1' },
  paths: {
    '/products': {
      post: {
        operationId: 'add',
        requestBody: { required: true, content: { 'application/xml': { schema: product } } },
        responses: {
          201: { description: 'Added.', content: { 'application/xml': { schema: product } } },
          422: { description: 'Invalid.', content: { 'application/xml': { schema: problem } } },
        },
      },
      get: {
        operationId: 'list',
        responses: {
          200: {
            description: 'All.',
            content: {
              'application/xml': {
                schema: { type: 'array', xml: { nodeType: 'element', name: 'products' }, items: product },
              },
            },
          },
        },
      },
    },
  },
};

type Defect =
  | 'none'
  | 'takes any attribute'
  | 'takes products without a name'
  | 'takes any number of tags'
  | 'takes unknown elements'
  | 'takes a text as a price'
  | 'takes a body that is cut off'
  | 'returns a wrong attribute'
  | 'returns an attribute as an element'
  | 'returns an unknown tag'
  | 'returns elements without a namespace'
  | 'returns another root'
  | 'returns a broken document';

function elements(parent: Element): Element[] {
  return [...parent.childNodes].filter((node): node is Element => node.nodeType === 1);
}

/** The root element of a document; undefined if it is not well-formed. */
function rootOf(text: string): Element | undefined {
  const faults: string[] = [];
  try {
    const onError = (_: string, message: string): void => void faults.push(message);
    const { documentElement } = new DOMParser({ onError }).parseFromString(text, 'application/xml');
    return faults.length > 0 || documentElement === null ? undefined : documentElement;
  } catch {
    return undefined;
  }
}

/** The names of what is wrong in a product. */
function faultsOf(root: Element, defect: Defect): string[] {
  const faults: string[] = [];
  const check = (name: string, isValid: boolean): void => void (isValid || faults.push(name));
  check('product', root.localName === 'product' && root.namespaceURI === NAMESPACE);
  check('sku', /^[A-Z]{2}[0-9]{2}$/.test(root.getAttribute('sku') ?? '') || defect === 'takes any attribute');
  const named = (name: string) => elements(root).filter(({ localName }) => localName === name);
  for (const { localName } of elements(root))
    check(localName ?? '', ['name', 'price', 'tags'].includes(localName ?? '') || defect === 'takes unknown elements');
  const [name, ...more] = named('name');
  const length = [...(name?.textContent ?? '')].length;
  const isNamed = name !== undefined && elements(name).length === 0 && length > 0 && length <= 20 && more.length === 0;
  check('name', isNamed || (defect === 'takes products without a name' && name === undefined));
  const [price] = named('price');
  const amount = price?.textContent ?? '';
  check('price', price !== undefined && named('price').length === 1);
  check('amount', (/^\d+$/.test(amount) && Number(amount) <= 999) || defect === 'takes a text as a price');
  check('currency', ['EUR', 'USD'].includes(price?.getAttribute('currency') ?? 'EUR'));
  const tags = named('tags').flatMap(elements);
  check('tags', tags.length <= 2 || defect === 'takes any number of tags');
  check(
    'tag',
    tags.every((tag) => tag.localName === 'tag' && elements(tag).length === 0),
  );
  const texts = [...root.childNodes].filter(({ nodeType }) => nodeType === 3 || nodeType === 4);
  check('note', [...texts.map(({ nodeValue }) => nodeValue).join('')].length <= 30);
  return faults;
}

const PRODUCT = `<q:product xmlns:q="${NAMESPACE}" sku="AB12"><name>Ball</name><price currency="EUR">5</price><tags><tag>a</tag></tags>A note</q:product>`;

/** What a server writes instead. */
const WRITTEN: Partial<Record<Defect, [from: string, to: string]>> = {
  'returns a wrong attribute': ['sku="AB12"', 'sku="ab"'],
  'returns an attribute as an element': [' sku="AB12">', '><sku>AB12</sku>'],
  'returns an unknown tag': ['<price', '<colour>red</colour><price'],
  'returns elements without a namespace': [`<q:product xmlns:q="${NAMESPACE}"`, '<q:product xmlns:q="urn:others"'],
  'returns another root': [`<q:product xmlns:q="${NAMESPACE}"`, `<q:item xmlns:q="${NAMESPACE}"`],
  'returns a broken document': ['</name>', '</nam>'],
};

async function handle(request: IncomingMessage, response: ServerResponse, defect: Defect): Promise<void> {
  const send = (status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
  };
  const reject = (...names: string[]) =>
    send(422, `<problem><message>${names.join(' ')} is invalid</message></problem>`);
  const [from, to] = WRITTEN[defect] ?? ['', ''];
  const own = PRODUCT.replace(from, to).replace(
    /(?<=<\/q:)product/,
    defect === 'returns another root' ? 'item' : 'product',
  );
  if (request.url !== '/products') return send(404, '<none/>');
  if (request.method === 'GET') return send(200, `<products>${own}${own}</products>`);
  const text = Buffer.concat(await request.toArray()).toString();
  if (text !== '' && request.headers['content-type'] !== 'application/xml') return send(415, '<none/>');
  const isEnded = defect !== 'takes a body that is cut off' || text.endsWith('>');
  const root = rootOf(isEnded ? text : `${text}>`);
  if (root === undefined) return reject('body');
  const faults = faultsOf(root, defect);
  return faults.length > 0 ? reject(...faults) : send(201, own);
}

async function verify(defect: Defect, phases?: Phase[]) {
  const url = await serve((request, response) => handle(request, response, defect));
  return verifyWith(DOCUMENT, url, phases, phases === undefined ? 200 : 150);
}

const IGNORED = / (status_code_conformance|unsupported_method): /;
const findings = (result: Awaited<ReturnType<typeof verify>>) =>
  findingsOf(result).filter((line) => !IGNORED.test(line));

test('a server that reads and writes XML as its document says has no findings', async () => {
  const result = await verify('none');
  expect(findings(result)).toEqual([]);
  expect({ untried: result.untried, notTried: result.notTried }).toEqual({ untried: [], notTried: [] });
  expect(result.counts.add?.constraints).toBeGreaterThan(25);
  expect(result.counts.add?.random).toBeGreaterThan(50);
  expect(result.coverage.shares['response media type']).toEqual({ covered: 3, all: 3 });
});

describe('a server is found that', () => {
  const ACCEPTED = 'add negative_data_rejection: accepted an invalid request with 201';
  const BODY = 'add response_schema_conformance: in the 201 response';
  test.each<[Defect, Phase, string]>([
    ['takes any attribute', 'constraints', `${ACCEPTED}. body/sku breaks "pattern"`],
    ['takes any attribute', 'random', ACCEPTED],
    ['takes products without a name', 'constraints', `${ACCEPTED}. body breaks "required" of name: absent.`],
    ['takes any number of tags', 'constraints', `${ACCEPTED}. body/tags breaks "maxItems": beyond.`],
    ['takes unknown elements', 'constraints', `${ACCEPTED}. body breaks "additionalProperties"`],
    ['takes a text as a price', 'constraints', `${ACCEPTED}. body/price/amount breaks "type"`],
    ['takes a body that is cut off', 'protocol', `${ACCEPTED} instead of 400 or 422. The body is not well-formed XML`],
    ['returns a wrong attribute', 'examples', `${BODY} "sku" must match`],
    [
      'returns a wrong attribute',
      'examples',
      'list response_schema_conformance: in the 200 response "[0].sku" must match',
    ],
    ['returns an attribute as an element', 'examples', `${BODY} "sku" is required`],
    ['returns an unknown tag', 'examples', `${BODY} "colour" is not a known property`],
    ['returns elements without a namespace', 'examples', `${BODY} the body must have the root element <product>`],
    ['returns another root', 'examples', `${BODY} the body must have the root element <product>, not <q:item>`],
    [
      'returns a broken document',
      'examples',
      'add response_schema_conformance: the body of the 201 response cannot be read: it is not well-formed XML',
    ],
  ])('%s, by %s', async (defect, phase, expected) => {
    const found = findings(await verify(defect, [phase]));
    expect(found.some((line) => line.startsWith(expected)) ? expected : found).toBe(expected);
  });
});
