import type { OpenApiDocument } from '../document/document.ts';
import { createMarks } from '../document/marks.ts';
import { createFindSchema, isObject } from '../document/references.ts';
import { createNames, type Module, shortHash } from './module.ts';
import { toUnicodePattern } from './patterns.ts';
import { createFindPlace } from './places.ts';
import { readShape, type ValueShape } from './shapes.ts';

/** Serializers of schemas, gathered so that each is written once. */
export type Serializers = {
  /** Adds a schema under a name and returns the name of its serializer: that of an equal one where there is one. */
  add(name: string, schema: unknown): string;
  /** Names of the properties of an object that can be arrays; undefined where any property may be one. */
  arraysIn(schema: unknown): string[] | undefined;
  module(): Module;
};

/**
 * Collects serializers: functions from a value to its JSON (RFC 8259) that write only declared properties. Each
 * copies the declared members into a new object of fixed shape and leaves the writing to `JSON.stringify`, which is
 * faster than putting texts together: what comes out is one flat text. Undeclared and write-only properties are left
 * out. Unnamed properties are written if the contract allows them (`additionalProperties`, or an object without named
 * properties). An object where the contract has none is an error, because it would leave whole.
 *
 * A value of a wrong scalar type is written as it is: the validator checks it.
 */
export function createSerializers(document: OpenApiDocument, findPlace = createFindPlace(document)): Serializers {
  const findSchema = createFindSchema(document);
  const { isMarked } = createMarks(findSchema);
  const identities = new Map<unknown, number>();
  const names = new Map<string, string>();
  const functions = new Map<string, string>();
  const exported = new Map<string, string>();
  const claim = createNames(OWN_NAMES);

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

  /** The places of the schemas; `otherwise`, which is that of the value, where one does not stand in the components. */
  const label = (schemas: unknown[], otherwise: string): string => {
    const places = schemas.map((schema) => findPlace(isObject(schema) ? target(schema) : schema)?.name);
    return places.includes(undefined) || places.length === 0
      ? otherwise
      : [...new Set(places)].toSorted().join('_and_').slice(0, 80);
  };

  /** An expression for the declared part of a value at a place. */
  const expressionFor = (schemas: unknown[], value: string, place: string): string => {
    const key = [...new Set(schemas.map(identityOf))].sort().join();
    let name = names.get(key);
    if (name === undefined) {
      const shape = readShape(schemas, findSchema, isMarked);
      const own = label(schemas, place);
      if (!shape.canBeObject && !shape.canBeArray) name = shape.canBeNumber ? 'number' : 'scalar';
      else name = isUnconstrained(shape) ? 'anything' : `pick_${claim(own, () => JSON.stringify(schemas))}`;
      // Claimed before it is written: a schema can be circular.
      names.set(key, name);
      if (name.startsWith('pick')) {
        functions.set(
          name,
          writeFunction(name, shape, (...part) => expressionFor(part[0], part[1], `${own}_${part[2]}`)),
        );
      }
    }
    if (name === 'anything') return `anyValue(${value})`;
    if (name === 'number') return `number(${value})`;
    return name === 'scalar' ? `(typeof ${value} === 'object' ? scalar(${value}) : ${value})` : `${name}(${value})`;
  };

  return {
    add: (wanted, schema) => {
      const expression = expressionFor([schema], 'value', wanted);
      const picked = /^pick_(\w+)\(value\)$/.exec(expression)?.[1];
      const name = picked ?? OTHER_NAMES[expression] ?? 'anyScalar';
      exported.set(name, expression);
      return name;
    },
    arraysIn: (schema) => {
      const { properties, patternProperties, others } = readShape([schema], findSchema, isMarked);
      if (others !== undefined || patternProperties.size > 0) return undefined;
      return [...properties].flatMap(([name, schemas]) =>
        readShape(schemas, findSchema, isMarked).canBeArray ? [name] : [],
      );
    },
    module: () => writeModule(functions, exported),
  };
}

/** Texts of functions and expressions of exports, by their names. */
function writeModule(functions: Map<string, string>, exported: Map<string, string>): Module {
  const lines = [...exported].map(
    ([name, expression]) => `export const ${name} = (value) => JSON.stringify(${expression}) ?? 'null';\n`,
  );
  const sorted = [...functions].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  return { imports: [], body: `${RUNTIME}${sorted.join('')}${lines.toSorted().join('')}` };
}

/** Names that every module of serializers uses. */
const OWN_NAMES = ['scalar', 'number', 'anyValue', 'own', 'set', 'reject', 'anything', 'anyNumber', 'anyScalar'];

/** Names of serializers of schemas that are not objects or arrays, by their expressions. */
const OTHER_NAMES: Record<string, string> = { 'anyValue(value)': 'anything', 'number(value)': 'anyNumber' };

/** Keywords beside a `$ref` that do not bear on what a response may contain. */
const IGNORED = new Set(['title', 'description', 'deprecated', 'default', 'examples', 'readOnly', 'writeOnly']);

function isUnconstrained(shape: ValueShape): boolean {
  const { properties, hidden, patternProperties, others, prefixItems, items } = shape;
  if (properties.size + hidden.size + patternProperties.size + prefixItems.length > 0) return false;
  return others !== undefined && isUnbound(others) && isUnbound(items);
}

function isUnbound(schemas: unknown[]): boolean {
  return schemas.every(
    (schema) => schema === true || (typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0),
  );
}

/** `step` leads from the value that is written to the part that the expression is of. */
type ExpressionFor = (schemas: unknown[], value: string, step: string) => string;

function writeFunction(name: string, shape: ValueShape, expressionFor: ExpressionFor): string {
  return `function ${name}(value) {
  if (typeof value !== 'object' || value === null) return ${shape.canBeNumber ? 'number(value)' : 'value'};
  if (typeof value.toJSON === 'function') return ${name}(value.toJSON());
${shape.canBeArray ? writeArray(shape, expressionFor) : "  if (Array.isArray(value)) reject('an array');\n"}${
  shape.canBeObject ? writeObject(shape, expressionFor) : "  reject('an object');\n"
}}
`;
}

function writeArray({ prefixItems, items }: ValueShape, expressionFor: ExpressionFor): string {
  if (prefixItems.length === 0) {
    return `  if (Array.isArray(value)) return value.map((item) => ${expressionFor(items, 'item', 'item')});\n`;
  }
  const cases = prefixItems.map(
    (schemas, index) =>
      `        case ${index}:\n          return ${expressionFor(schemas ?? [], 'item', `item_${index}`)};\n`,
  );
  return `  if (Array.isArray(value))
    return value.map((item, index) => {
      switch (index) {
${cases.join('')}        default:
          return ${expressionFor(items, 'item', 'item')};
      }
    });
`;
}

function writeObject(shape: ValueShape, expressionFor: ExpressionFor): string {
  const { properties, hidden, patternProperties, others } = shape;
  const members = [...properties].map(([property, schemas]) => {
    const access =
      property in Object.prototype ? `own(value, ${toLiteral(property)})` : `value[${toLiteral(property)}]`;
    // In brackets, because a plain `__proto__` would set the prototype.
    return `    [${toLiteral(property)}]: ${expressionFor(schemas, access, property)},\n`.replace(
      /\[("[A-Za-z]\w*")\]:/,
      '$1:',
    );
  });
  if (others === undefined && patternProperties.size === 0) {
    return members.length === 0 ? '  return {};\n' : `  return {\n${members.join('')}  };\n`;
  }
  const names = [...properties.keys(), ...hidden];
  return `  const picked = {\n${members.join('')}  };\n${writeOthers({ names, patternProperties, others }, expressionFor)}  return picked;\n`;
}

function writeOthers(
  { names, patternProperties, others }: { names: string[] } & Pick<ValueShape, 'patternProperties' | 'others'>,
  expressionFor: ExpressionFor,
): string {
  const isKnown = names.length === 0 ? '' : `    if (${JSON.stringify(names)}.includes(name)) continue;\n`;
  const byPattern = [...patternProperties].flatMap(([pattern, schemas]) => {
    const unicode = toUnicodePattern(pattern);
    if (unicode === undefined) return [];
    return [
      `    if (new RegExp(${toLiteral(unicode)}, 'u').test(name)) {
      set(picked, name, ${expressionFor(schemas, 'value[name]', `other_${shortHash(pattern)}`)});
      continue;
    }
`,
    ];
  });
  const rest = others === undefined ? '' : `    set(picked, name, ${expressionFor(others, 'value[name]', 'other')});\n`;
  return `  for (const name of Object.keys(value)) {\n${isKnown}${byPattern.join('')}${rest}  }\n`;
}

/** Text as a literal of JavaScript. */
function toLiteral(text: string): string {
  return JSON.stringify(text);
}

/** Code that every serializer uses. */
const RUNTIME = `function scalar(value) {
  if (value === null) return null;
  if (typeof value.toJSON === 'function') {
    const plain = value.toJSON();
    return typeof plain === 'object' ? scalar(plain) : plain;
  }
  return reject(Array.isArray(value) ? 'an array' : 'an object');
}

// JSON has no such numbers; JSON.stringify would write null.
function number(value) {
  if (typeof value === 'object') return scalar(value);
  if (typeof value === 'number' && !Number.isFinite(value)) reject(value, 'JSON cannot write');
  return value;
}

function anyValue(value) {
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) for (const item of value) anyValue(item);
  else if (typeof value === 'object' && value !== null && typeof value.toJSON !== 'function')
    for (const name in value) anyValue(value[name]);
  return value;
}

function own(value, name) {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function set(object, name, value) {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function reject(what, why = 'the contract does not declare') {
  throw new TypeError('The response has ' + what + ' that ' + why + '.');
}

`;
