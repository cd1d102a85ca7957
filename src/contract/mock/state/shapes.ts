import type { Operation, Schema } from '../../document/document.ts';
import { mayBeJson } from '../../document/media-types.ts';
import { type FindSchema, isObject } from '../../document/references.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { successOf } from '../examples.ts';

/** The place of a resource in a body, and its schema. */
export type ResourceShape = {
  /** Names of the members that lead to it. */
  place: string[];
  schema: unknown;
  /** Identifies its schema: the component, where it is one. */
  type: string | undefined;
  /** The property with its id, if it has one. */
  idName: string | undefined;
};

/** Reads what bodies are made of. */
export type Shapes = {
  flat: (schema: unknown) => Flat;
  /** The schema of the JSON body of a successful response, with its status. */
  successBody: (operation: Operation) => { status: number; schema: Schema } | undefined;
  /** The rows of a list: the body itself, or an array in it or one level below. */
  rows: (schema: unknown) => ResourceShape | undefined;
  /** The resource of a body. @param parameter name of the path parameter that names it */
  resource: (schema: unknown, parameter: string) => ResourceShape;
  /** The component that a schema is, also where `allOf` adds to it. */
  typeOf: (schema: unknown) => string | undefined;
};

export function createShapes(find: FindSchema): Shapes {
  const flat = (schema: unknown): Flat => flatten(schema, find, createFirst(find));
  const typeOf = (schema: unknown): string | undefined => {
    if (!isObject(schema)) return undefined;
    if (typeof schema.$ref === 'string') return schema.$ref;
    const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
    return parts.map(typeOf).find((one) => one !== undefined);
  };
  const membersOf = (schema: unknown): [string, unknown][] => Object.entries(flat(schema).properties ?? {});
  const isList = (schema: unknown): boolean => typesOf(flat(schema)).includes('array');
  const hasProperties = (schema: unknown): boolean => flat(schema).properties !== undefined;
  const shapeOf = (schema: unknown, place: string[], parameter: string): ResourceShape => ({
    ...{ place, schema, type: typeOf(schema) },
    idName: idNameOf(flat(schema), parameter),
  });
  return {
    flat,
    typeOf,
    successBody: (operation) => {
      const status = successOf(operation);
      const { responses } = operation;
      const response = responses[status] ?? responses['2XX'] ?? responses['2xx'] ?? responses.default;
      const [, json] = Object.entries(response?.content ?? {}).find(([mediaType]) => mayBeJson(mediaType)) ?? [];
      return json?.schema === undefined ? undefined : { status, schema: json.schema };
    },
    rows: (schema) => {
      const rowOf = (list: unknown, place: string[]): ResourceShape => {
        const row: unknown = flat(list).items ?? {};
        return shapeOf(row, place, '');
      };
      if (isList(schema)) return rowOf(schema, []);
      const members = membersOf(schema);
      const own = members.find(([, member]) => isList(member));
      if (own !== undefined) return rowOf(own[1], [own[0]]);
      for (const [name, member] of members)
        for (const [inner, list] of membersOf(member)) if (isList(list)) return rowOf(list, [name, inner]);
      return undefined;
    },
    resource: (schema, parameter) => {
      const whole = shapeOf(schema, [], parameter);
      if (whole.idName !== undefined) return whole;
      const inside = membersOf(schema)
        .filter(([, member]) => hasProperties(member))
        .map(([name, member]) => shapeOf(member, [name], parameter));
      return inside.find(({ idName }) => idName !== undefined) ?? whole;
    },
  };
}

/** The property that a path parameter is: `pet_id` and `petId` are found as `id` too. */
function idNameOf({ properties = {} }: Flat, parameter: string): string | undefined {
  const longer = parameter === '' || /(_id|Id)$/.test(parameter) ? [] : [`${parameter}_id`, `${parameter}Id`];
  const names = [...(parameter === '' ? [] : [parameter]), 'id', ...longer, 'uuid', 'slug', 'name'];
  return names.find((name) => Object.hasOwn(properties, name));
}

/** Path parameters and plain segments of a path, in order. */
export function pathSegments(path: string): { text: string; parameter?: string }[] {
  return path
    .split('/')
    .filter((text) => text !== '')
    .map((text) => {
      const name = /^\{([^}]+)\}$/.exec(text)?.[1];
      return name === undefined ? { text } : { text, parameter: name };
    });
}

/** A path without the names of its parameters and without a slash at its end. */
export function collapsePath(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}

/** A name without what styles of writing differ in. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
