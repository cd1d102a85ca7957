import { isObject } from '../../src/contract/document/references.ts';
import { type Variation, vary } from './edit.ts';
import { DESCRIPTION, docs, type KindEdits, REQUEST, RESPONSE, removed, resolved } from './edit-parts.ts';
import type { Place } from './metaschema.ts';

type Json = Record<string, unknown>;

const BARE = new Set<unknown>(['integer', 'number', 'boolean']);

const parameter: KindEdits = ({ value }, { document }) => {
  const isPath = value.in === 'path';
  const isRequired = value.required === true;
  const list = docs(value, DESCRIPTION, ['deprecated', value.deprecated === true ? undefined : true], ['example', 'a']);
  list.push(vary('examples', value, { a: { value: 'a' } }, 'neither'));
  if (!isPath) {
    const name = `${value.name}2`;
    list.push({ ...vary('name', value, name, isRequired ? 'both' : 'policy'), ...REQUEST });
    list.push({
      ...vary('required', value, isRequired ? undefined : true, isRequired ? 'widening' : 'narrowing'),
      ...REQUEST,
    });
    const place = value.in === 'query' ? 'header' : 'query';
    const moved = {
      in: place,
      style: undefined,
      explode: undefined,
      allowReserved: undefined,
      allowEmptyValue: undefined,
    };
    if (value.in !== 'querystring') {
      list.push({ ...vary('in', value, place, isRequired ? 'both' : 'policy'), set: moved, ...REQUEST });
    }
  }
  const schema = value.schema === undefined ? undefined : resolved(document, value.schema);
  const types = isObject(schema) ? [schema.type].flat() : [];
  const isPlain =
    types.length > 0 && types.every((type) => typeof type === 'string' && !['array', 'object'].includes(type));
  const isList = types.includes('array') && types.length === 1;
  // Their texts have neither quotes in JSON nor reserved characters.
  const isForm = value.style === undefined || value.style === 'form' || value.style === 'simple';
  const isBare = isForm && types.length > 0 && types.every((type) => BARE.has(type));
  if (schema !== undefined) {
    const explode = value.explode ?? (value.in === 'query' || value.in === 'cookie');
    const effect = isPlain && isForm ? 'neither' : 'policy';
    list.push({ ...vary('explode', value, explode !== true, effect), ...REQUEST });
    if (value.in === 'query') {
      if (isList)
        list.push({
          ...vary('style', value, 'pipeDelimited', 'policy'),
          set: { style: 'pipeDelimited', explode: false },
          ...REQUEST,
        });
      list.push({
        ...vary('allowReserved', value, value.allowReserved === true ? undefined : true, isBare ? 'neither' : 'policy'),
        ...REQUEST,
      });
      list.push({
        ...vary('allowEmptyValue', value, value.allowEmptyValue === true ? undefined : true, 'policy'),
        ...REQUEST,
      });
    }
    const style = value.in === 'query' || value.in === 'cookie' ? 'form' : 'simple';
    if (value.style === undefined) list.push(vary('style', value, style, 'neither', undefined, 'the default, written'));
    const content = { 'application/json': { schema: value.schema } };
    const set = {
      schema: undefined,
      content,
      style: undefined,
      explode: undefined,
      example: undefined,
      examples: undefined,
    };
    list.push({
      keyword: 'content',
      action: 'add',
      label: 'as JSON',
      set: { ...set, allowReserved: undefined },
      effect: isBare ? 'neither' : 'policy',
      ...REQUEST,
    });
    const any = { ...vary('schema', value, {}, 'policy'), ...REQUEST };
    list.push(any);
  }
  // Such parameters are ignored (OAS 3.1 §4.8.12.1), and an edit may turn them into others.
  const isIgnored = value.in === 'header' && /^(accept|content-type|authorization)$/i.test(String(value.name));
  return isIgnored ? list.map((one) => (one.effect === 'neither' ? one : { ...one, effect: 'policy' })) : list;
};

/** Only objects are written otherwise if they are exploded (OAS 3.1 §4.8.21). */
function mayBeObject(document: Json, { schema, content }: Json): boolean {
  const found = resolved(document, schema);
  const types = isObject(found) && found.type !== undefined ? [found.type].flat() : ['object'];
  return content === undefined && types.includes('object');
}

/** Every text is a string. */
function isAnyText(document: Json, { schema }: Json): boolean {
  const found = resolved(document, schema);
  return isObject(found) && found.type === 'string' && Object.keys(found).length === 1;
}

const header: KindEdits = ({ value }, { document }) => [
  ...docs(value, DESCRIPTION, ['deprecated', value.deprecated === true ? undefined : true], ['example', 'a']),
  vary('examples', value, { a: { value: 'a' } }, 'neither'),
  vary('style', value, 'simple', 'neither', undefined, 'the default, written'),
  {
    ...vary('explode', value, value.explode !== true, mayBeObject(document, value) ? 'policy' : 'neither'),
    ...RESPONSE,
  },
  ...(value.schema === undefined
    ? []
    : [{ ...vary('schema', value, {}, isAnyText(document, value) ? 'neither' : 'policy'), ...RESPONSE }]),
  ...(value.schema === undefined
    ? []
    : [
        {
          ...vary('content', value, undefined, 'policy'),
          label: 'as JSON',
          set: {
            schema: undefined,
            style: undefined,
            explode: undefined,
            example: undefined,
            examples: undefined,
            content: { 'application/json': { schema: value.schema } },
          },
          ...RESPONSE,
        },
      ]),
];

/** The header of a response, of which a client may rely on one that is required. A part's headers have no such role here. */
function headerRequired(place: Place): Variation[] {
  const { value, tokens } = place;
  if (tokens.includes('encoding')) return [];
  const isRequired = value.required === true;
  return [
    { ...vary('required', value, isRequired ? undefined : true, isRequired ? 'widening' : 'narrowing'), ...RESPONSE },
  ];
}

const requestBody: KindEdits = ({ value }) => {
  const content = isObject(value.content) ? value.content : {};
  const isRequired = value.required === true;
  const more = { ...content, 'application/vnd.another+json': { schema: { type: 'object' } } };
  // Those of a range may have another media type already.
  const hasRange = Object.keys(content).some((name) => name.includes('*'));
  return [
    ...docs(value, DESCRIPTION),
    { ...vary('required', value, isRequired ? undefined : true, isRequired ? 'widening' : 'narrowing'), ...REQUEST },
    { ...vary('content', value, more, hasRange ? 'policy' : 'widening', undefined, 'one media type more'), ...REQUEST },
    ...removed(
      'content',
      Object.keys(content).length > 1 ? content : undefined,
      hasRange ? 'policy' : 'narrowing',
      REQUEST,
    ),
  ];
};

const mediaType: KindEdits = ({ value, tokens }, { document }) => {
  const name = tokens.at(-1) ?? '';
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/)/i.test(name);
  const list = [
    ...docs(value, ['example', 'a']),
    vary('examples', value, { a: { value: 'a' } }, 'neither'),
    vary('description', value, 'Another description.', 'neither'),
  ];
  if (value.schema !== undefined) list.push(vary('schema', value, undefined, 'policy'));
  if (value.itemSchema !== undefined) list.push(vary('itemSchema', value, undefined, 'policy'));
  const schema = resolved(document, value.schema);
  const [property] = Object.keys(isObject(schema) && isObject(schema.properties) ? schema.properties : {});
  const encoding = { [property ?? 'id']: { contentType: 'application/x-another' } };
  // An encoding of no property says nothing (OAS 3.1 §4.8.14.1).
  const isForProperty = isForm && (property !== undefined || value.encoding !== undefined);
  list.push(
    vary('encoding', value, value.encoding === undefined ? encoding : undefined, isForProperty ? 'policy' : 'neither'),
  );
  if (value.encoding === undefined && /^multipart\/(?!form-data)/i.test(name)) {
    list.push(vary('prefixEncoding', value, [{ contentType: 'text/plain' }], 'policy'));
    list.push(vary('itemEncoding', value, { contentType: 'text/plain' }, 'policy'));
  }
  for (const keyword of ['prefixEncoding', 'itemEncoding']) {
    if (value[keyword] === undefined) continue;
    const part = { contentType: 'application/x-another' };
    list.push(vary(keyword, value, undefined, 'policy'));
    list.push(vary(keyword, value, keyword === 'itemEncoding' ? part : [part], 'policy'));
  }
  return list;
};

/** Encodings within the encoding of a part that has no parts (OAS 3.2 §4.15.1). */
function innerEffect({ contentType }: Json): 'policy' | 'neither' {
  return String(contentType).startsWith('multipart/') ? 'policy' : 'neither';
}

const encoding: KindEdits = ({ value }) => [
  vary('contentType', value, value.contentType === undefined ? 'text/plain' : undefined, 'policy'),
  vary('style', value, value.style === undefined ? 'spaceDelimited' : undefined, 'policy'),
  vary('explode', value, value.explode !== true, 'policy'),
  vary('allowReserved', value, value.allowReserved === true ? undefined : true, 'policy'),
  vary(
    'headers',
    value,
    value.headers === undefined ? { 'X-Part': { schema: { type: 'string' } } } : undefined,
    'policy',
  ),
  vary(
    'encoding',
    value,
    value.encoding === undefined ? { a: { contentType: 'text/plain' } } : undefined,
    innerEffect(value),
  ),
  vary('prefixEncoding', value, [{ contentType: 'text/plain' }], innerEffect(value)),
  vary('itemEncoding', value, { contentType: 'text/plain' }, innerEffect(value)),
];

/** Edits of the parts of a message. */
export const MESSAGE_EDITS: Record<string, KindEdits> = {
  parameter,
  header: (place, context) => [...header(place, context), ...headerRequired(place)],
  'request-body': requestBody,
  'media-type': mediaType,
  encoding,
};
