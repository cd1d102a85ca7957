import type { OpenApiDocument } from '../document/document.ts';
import { createFindSchema } from '../document/references.ts';
import { createIsMarked } from './definitions.ts';
import type { Module } from './module.ts';
import { toUnicodePattern } from './patterns.ts';
import { readShape, type ValueShape } from './shapes.ts';

/** Serializers of schemas, gathered so that each is written once. */
export type Serializers = {
  /** Adds a schema under a name and answers the name of its serializer: that of an equal one where there is one. */
  add(name: string, schema: unknown): string;
  module(): Module;
};

/**
 * Gathers serializers: functions from a value to its JSON (RFC 8259) that let out what the contract declares and nothing
 * else. A property that no schema declares is left out, and so is a write-only one; where the contract allows properties
 * it does not name (`additionalProperties`, or an object of which it names none) they are let out. An object where the
 * contract has none is an error, because it would leave whole.
 *
 * A value of a wrong scalar type is written as it is: judging it is the validator's business.
 */
export function createSerializers(document: OpenApiDocument): Serializers {
  const findSchema = createFindSchema(document);
  const isMarked = createIsMarked(findSchema);
  const identities = new Map<unknown, number>();
  const places = new Map<string, string>();
  const functions: string[] = [];
  const exported = new Map<string, string>();

  const identityOf = (schema: unknown): number => {
    const key = typeof schema === 'object' && schema !== null ? target(schema) : schema;
    let identity = identities.get(key);
    if (identity === undefined) {
      identity = identities.size;
      identities.set(key, identity);
    }
    return identity;
  };

  /** A schema that is only a reference is the one it refers to. */
  const target = (schema: object): unknown => {
    const { $ref, ...beside } = schema as { $ref?: unknown };
    const isLone = typeof $ref === 'string' && !Object.keys(beside).some((keyword) => !IGNORED.has(keyword));
    return isLone ? (findSchema($ref) ?? schema) : schema;
  };

  /** An expression that serializes the value of an expression. */
  const expressionFor = (schemas: unknown[], value: string): string => {
    const key = [...new Set(schemas.map(identityOf))].sort((a, b) => a - b).join();
    let name = places.get(key);
    if (name === undefined) {
      const shape = readShape(schemas, findSchema, isMarked);
      if (!shape.canBeObject && !shape.canBeArray) name = 'scalar';
      else if (isAnything(shape)) name = 'anything';
      else name = `write${functions.length}`;
      // Claimed before it is written: a schema may lead back to itself.
      places.set(key, name);
      if (name.startsWith('write')) {
        const index = functions.length;
        functions.push('');
        functions[index] = writeFunction(name, shape, expressionFor);
      }
    }
    return name === 'scalar'
      ? `(typeof ${value} === 'string' ? text(${value}) : scalar(${value}))`
      : `${name}(${value})`;
  };

  return {
    add: (name, schema) => {
      const expression = expressionFor([schema], 'value');
      const known = exported.get(expression);
      if (known !== undefined) return known;
      exported.set(expression, name);
      return name;
    },
    module: () => {
      const lines = [...exported].map(([expression, name]) => `export const ${name} = (value) => ${expression};\n`);
      return { imports: [], body: `${RUNTIME}${functions.join('')}${lines.join('')}` };
    },
  };
}

/** Keywords beside a `$ref` that do not bear on what may be answered. */
const IGNORED = new Set(['title', 'description', 'deprecated', 'default', 'examples', 'readOnly', 'writeOnly']);

function isAnything(shape: ValueShape): boolean {
  const { properties, hidden, patternProperties, others, prefixItems, items } = shape;
  if (properties.size + hidden.size + patternProperties.size + prefixItems.length > 0) return false;
  return others !== undefined && isUnbound(others) && isUnbound(items);
}

function isUnbound(schemas: unknown[]): boolean {
  return schemas.every(
    (schema) => schema === true || (typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0),
  );
}

type ExpressionFor = (schemas: unknown[], value: string) => string;

function writeFunction(name: string, shape: ValueShape, expressionFor: ExpressionFor): string {
  return `function ${name}(value) {
  if (typeof value === 'object' && typeof value?.toJSON === 'function') value = value.toJSON();
  if (typeof value !== 'object' || value === null) return scalar(value);
${shape.canBeArray ? writeArray(shape, expressionFor) : "  if (Array.isArray(value)) refuse('an array');\n"}${
  shape.canBeObject ? writeObject(shape, expressionFor) : "  refuse('an object');\n"
}}
`;
}

function writeArray({ prefixItems, items }: ValueShape, expressionFor: ExpressionFor): string {
  const prefix = prefixItems.map((schemas, index) => {
    const part = expressionFor(schemas ?? [], `value[${index}]`);
    return `    if (value.length > ${index}) out += ${index === 0 ? '' : "',' + "}${part};\n`;
  });
  return `  if (Array.isArray(value)) {
    let out = '[';
${prefix.join('')}    for (let index = ${prefixItems.length}; index < value.length; index++) {
      const item = value[index];
      out += ${prefixItems.length > 0 ? "',' + " : "(index === 0 ? '' : ',') + "}${expressionFor(items, 'item')};
    }
    return out + ']';
  }
`;
}

function writeObject(shape: ValueShape, expressionFor: ExpressionFor): string {
  const { properties, hidden, patternProperties, others } = shape;
  const known = [...properties].map(([property, schemas]) => {
    const access = property in Object.prototype ? `own(value, ${quote(property)})` : `value[${quote(property)}]`;
    return `  member = ${access};
  if (member !== undefined && typeof member !== 'function') {
    out += comma + ${quote(`${JSON.stringify(property)}:`)} + ${expressionFor(schemas, 'member')};
    comma = ',';
  }
`;
  });
  const isOpen = others !== undefined || patternProperties.size > 0;
  const names = [...properties.keys(), ...hidden];
  return `  let out = '{';
  let comma = '';
${known.length > 0 ? '  let member;\n' : ''}${known.join('')}${
  isOpen ? writeOthers({ names, patternProperties, others }, expressionFor) : ''
}  return out + '}';
`;
}

function writeOthers(
  { names, patternProperties, others }: { names: string[] } & Pick<ValueShape, 'patternProperties' | 'others'>,
  expressionFor: ExpressionFor,
): string {
  const isKnown = names.length === 0 ? '' : ` || ${JSON.stringify(names)}.includes(name)`;
  const byPattern = [...patternProperties].flatMap(([pattern, schemas]) => {
    const unicode = toUnicodePattern(pattern);
    if (unicode === undefined) return [];
    return [
      `    if (new RegExp(${quote(unicode)}, 'u').test(name)) { out += comma + text(name) + ':' + ${expressionFor(schemas, 'other')}; comma = ','; continue; }\n`,
    ];
  });
  const rest =
    others === undefined
      ? ''
      : `    out += comma + text(name) + ':' + ${expressionFor(others, 'other')};\n    comma = ',';\n`;
  return `  for (const name of Object.keys(value)) {
    const other = value[name];
    if (other === undefined || typeof other === 'function'${isKnown}) continue;
${byPattern.join('')}${rest}  }
`;
}

/** Text as a literal of JavaScript. */
function quote(text: string): string {
  return JSON.stringify(text);
}

/** What every serializer stands on. */
const RUNTIME = `const ESCAPED = /[\\u0000-\\u001f"\\\\\\ud800-\\udfff]/;

function text(value) {
  return value.length < 5000 && !ESCAPED.test(value) ? '"' + value + '"' : JSON.stringify(value);
}

function scalar(value) {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return Number.isFinite(value) ? '' + value : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return value.toString();
    case 'object':
      if (value === null) return 'null';
      if (typeof value.toJSON === 'function') return scalar(value.toJSON());
      return refuse(Array.isArray(value) ? 'an array' : 'an object');
    default:
      return 'null';
  }
}

function anything(value) {
  return JSON.stringify(value) ?? 'null';
}

function own(value, name) {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function refuse(what) {
  throw new TypeError('The answer holds ' + what + ' where the contract has none.');
}

`;
