import { isObject } from '../../document/references.ts';
import { typesOf } from '../../values/flat.ts';
import type { Collection } from './collections.ts';
import { plainName, type Shapes } from './shapes.ts';

/** A path parameter that resources stand below. */
export type Scope = {
  /** Identifies it: the name of the collection that it leads into, or of the parameter where it leads into none. */
  key: string;
  parameter: string;
  /** The collection that the parameter names a resource of. */
  collection: Collection | undefined;
};

/** A scope of the resources of a collection, with the property that names the resource they belong to. */
export type Relation = Scope & { property: string | undefined };

/**
 * The property of a resource that holds the id of the one that it belongs to: named as the path parameter, as the other kind of
 * resource with `id` behind it, or of the same schema as the parameter.
 */
export function findRelation(
  { schema, idName }: Collection,
  { parameter, collection }: Scope,
  shapes: Shapes,
): string | undefined {
  const properties = Object.entries(shapes.flat(schema).properties ?? {});
  const single = collection === undefined ? '' : singular(collection.segment);
  const component = collection?.type?.split('/').at(-1) ?? '';
  const names = [
    ...(plainName(parameter) === 'id' ? [] : [parameter]),
    ...(single === '' ? [] : [`${single}id`, single]),
    ...(component === '' ? [] : [`${component}id`, component]),
  ].map(plainName);
  const isScalar = (property: unknown): boolean =>
    typesOf(shapes.flat(property)).some((type) => type === 'string' || type === 'integer');
  const named = names
    .map((name) => properties.find(([one, property]) => plainName(one) === name && isScalar(property)))
    .find((one) => one !== undefined);
  if (named !== undefined && named[0] !== idName) return named[0];
  const type = collection?.parameterType;
  if (type === undefined) return undefined;
  const alike = properties.filter(
    ([name, property]) => name !== idName && isObject(property) && shapes.typeOf(property) === type,
  );
  return alike.length === 1 ? alike[0]?.[0] : undefined;
}

/** `bodies`, `boxes` and `pets` in the singular, as far as their ends show. */
function singular(word: string): string {
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ss|x|ch|sh)es$/i.test(word)) return word.replace(/es$/i, '');
  return word.replace(/s$/i, '');
}
