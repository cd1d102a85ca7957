import { createHash } from 'node:crypto';
import type { FindSchema } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import type { Declared } from '../declared.ts';
import type { MockOperation } from '../respond.ts';
import type { Collection } from './collections.ts';
import { setAt, valueIn } from './envelopes.ts';
import type { StateModel } from './model.ts';
import { initialValue, type Json } from './values.ts';

/** A response that shows a resource. */
export type Presenter = { declared: Declared; place: string[]; isRow: boolean };

/** How the resources of each collection are shown. */
export type Presenters = {
  of: (collection: Collection) => Presenter | undefined;
  /** A resource in which what its schema does not allow is replaced. */
  repaired: (collection: Collection, value: Json, before?: Json) => Json;
  /** A resource as a read shows it; undefined where no valid response can. */
  shown: (collection: Collection, value: Json) => unknown;
  /** A strong entity tag of a resource (RFC 9110 §8.8.3). */
  tagOf: (collection: Collection, value: Json) => string;
};

/** So often a value is repaired. */
const REPAIRS = 8;

export function createPresenters(model: StateModel, known: Map<string, MockOperation>, find: FindSchema): Presenters {
  const found = new Map<Collection, Presenter | undefined>();
  const of = (collection: Collection): Presenter | undefined => {
    if (!found.has(collection)) found.set(collection, findPresenter(model, known, collection));
    return found.get(collection);
  };
  const shown = (collection: Collection, value: Json): unknown => {
    const presenter = of(collection);
    if (presenter === undefined) return value;
    const body = present(presenter, value);
    if (presenter.declared.faultsIn(body).length > 0) return undefined;
    const whole = valueIn(body, presenter.place);
    return presenter.isRow && Array.isArray(whole) ? whole[0] : whole;
  };
  return {
    of,
    shown,
    repaired: (collection, value, before) => repair({ presenter: of(collection), collection, find }, value, before),
    tagOf: (collection, value) => {
      const text = JSON.stringify(shown(collection, value) ?? value);
      return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    },
  };
}

const SHOWING = ['read', 'update', 'replace', 'create', 'list'] as const;

function findPresenter({ operations }: StateModel, known: Map<string, MockOperation>, collection: Collection) {
  for (const kind of SHOWING)
    for (const { operation, role } of operations.values()) {
      if (role.kind !== kind || !('collection' in role) || role.collection !== collection || !('place' in role))
        continue;
      const declared = known.get(operation.operationId)?.find();
      if (declared?.hasContent && declared.sample() !== undefined)
        return { declared, place: role.place, isRow: kind === 'list' };
    }
  return undefined;
}

/** A resource in its response, without what the contract does not declare. */
export function present({ declared, place, isRow }: Presenter, value: Json): unknown {
  const whole = setAt(place.length === 0 ? undefined : declared.sample(), place, isRow ? [value] : value);
  return declared.select(whole);
}

type Repairing = { presenter: Presenter | undefined; collection: Collection; find: FindSchema };

/**
 * Replaces the properties that the schema does not allow by their previous values, by null, or by their initial values.
 */
function repair({ presenter, collection, find }: Repairing, value: Json, before?: Json): Json {
  if (presenter === undefined) return value;
  const { declared, place, isRow } = presenter;
  const depth = place.length + (isRow ? 1 : 0);
  let repaired = value;
  const tried = new Map<string, number>();
  for (let round = 0; round < REPAIRS; round++) {
    const faults = declared.faultsIn(present(presenter, repaired));
    const names = new Set(faults.flatMap((tokens) => tokens[depth] ?? []));
    if (names.size === 0) return repaired;
    const next = { ...repaired };
    for (const name of names) {
      const attempt = tried.get(name) ?? 0;
      tried.set(name, attempt + 1);
      const candidate = candidatesFor(collection, name, find, before)[attempt];
      if (candidate === undefined) delete next[name];
      else next[name] = candidate;
    }
    repaired = next;
  }
  return repaired;
}

function candidatesFor({ schema }: Collection, name: string, find: FindSchema, before: Json | undefined): unknown[] {
  const property = propertySchemaOf(schema, name, find);
  const initial = property === undefined ? undefined : initialValue(property, find);
  return [before?.[name], null, initial].filter((one, index) => one !== undefined || index === 2);
}

function propertySchemaOf(schema: unknown, name: string, find: FindSchema): unknown {
  const { properties = {} } = flatten(schema, find, createFirst(find));
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}
