import { type FindSchema, isObject } from '../../document/references.ts';
import { createFirst, equal, type Flat, flatten, isOfType, roughlyFits, typesOf } from '../../values/flat.ts';
import { isReadOnly, sampleValue } from '../../values/sample.ts';
import { arrayConstraints } from './array-constraints.ts';
import { type Boundary, type Constraint, EACH, exactly, type SampleContext, sampleOrNone } from './constraint.ts';
import { numberConstraints } from './number-constraints.ts';
import { objectConstraints } from './object-constraints.ts';
import { textConstraints } from './text-constraints.ts';

/** Places deeper than this are not looked at: schemas may lead in circles. */
const DEPTH = 8;
/** So many places are looked at, those further outside first: schemas that refer to one another have no end of them. */
const MOST_PLACES = 300;

type SchemaPlace = { part: unknown; place: string[]; around: string[] };

/** Constraints by document, schema and seed: cases, random cases and coverage ask for the same ones. */
const LISTED = new WeakMap<FindSchema, WeakMap<object, Map<number, Constraint[]>>>();

/** Everything that a schema demands of a request's value, from the outside in. */
export function listConstraints(schema: unknown, find: FindSchema, seed: number): Constraint[] {
  if (!isObject(schema)) return [];
  const ofDocument = LISTED.get(find) ?? new WeakMap<object, Map<number, Constraint[]>>();
  LISTED.set(find, ofDocument);
  const ofSchema = ofDocument.get(schema) ?? new Map<number, Constraint[]>();
  ofDocument.set(schema, ofSchema);
  const list = ofSchema.get(seed) ?? exploreSchema({ find, seed }, schema);
  ofSchema.set(seed, list);
  return list;
}

function exploreSchema(context: SampleContext, schema: unknown): Constraint[] {
  const { find } = context;
  const found: Constraint[] = [];
  const open: SchemaPlace[] = [{ part: schema, place: [], around: [] }];
  for (let index = 0; index < open.length && index < MOST_PLACES; index++) {
    const { part, place, around } = open[index] as SchemaPlace;
    if (!isObject(part) || place.length > DEPTH) continue;
    const target = typeof part.$ref === 'string' ? part.$ref : '';
    // Once around a circle is enough to see that it goes round.
    if (target !== '' && around.filter((one) => one === target).length > 1) continue;
    const alternatives = alternativesOf(part, find);
    if (alternatives.length > 1) found.push(choiceOf(context, alternatives, place));
    const known = new Set<string>();
    const inside = [...around, target];
    const visited = new Set<string>();
    const visit = (name: string, below: unknown): void => {
      const text = `${name} ${JSON.stringify(below)}`;
      if (!visited.has(text)) open.push({ part: below, place: [...place, name], around: inside });
      visited.add(text);
    };
    for (const flat of alternatives) {
      for (const constraint of constraintsOf(context, flat, place)) {
        const text = `${constraint.keyword} ${constraint.about ?? ''}`;
        if (!known.has(text)) found.push(constraint);
        known.add(text);
      }
      for (const [name, property] of Object.entries(flat.properties ?? {})) {
        if (!isReadOnly(property, find)) visit(name, property);
      }
      const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems : [];
      for (const [position, item] of prefix.entries()) visit(String(position), item);
      if (prefix.length === 0 && flat.items !== undefined) visit(EACH, flat.items);
    }
  }
  return found;
}

/** A schema flattened once for each alternative of each list of alternatives in it. */
export function alternativesOf(part: unknown, findSchema: FindSchema): Flat[] {
  const first = createFirst(findSchema);
  const widths: number[] = [];
  const base = flatten(part, findSchema, (branches, at) => {
    widths[at] = branches.length;
    return first(branches, at);
  });
  // One list of alternatives is varied at a time.
  const others = widths.flatMap((width, at) =>
    Array.from({ length: width }, (_, index) =>
      flatten(part, findSchema, (branches, list) => (list === at ? index : first(branches, list))),
    ),
  );
  return others.length > 0 ? others : [base];
}

function choiceOf({ find, seed }: SampleContext, alternatives: Flat[], place: string[]): Constraint {
  const boundaries = alternatives.map(
    (flat, index): Boundary => ({
      name: `alternative ${index + 1}`,
      valid: true,
      holds: (value) => roughlyFits(flat, value),
      make: () =>
        (['minimal', 'full'] as const).flatMap((size) => sampleOrNone(() => sampleValue(flat, find, { size, seed }))),
    }),
  );
  return { place, keyword: 'alternatives', boundaries };
}

function constraintsOf(context: SampleContext, flat: Flat, place: string[]): Constraint[] {
  const types = typesOf(flat);
  const list: Constraint[] = [];
  const add = (keyword: string, boundaries: Boundary[], about?: string): void => {
    list.push({ place, keyword, ...(about === undefined ? {} : { about }), boundaries });
  };

  if (types.length > 0) {
    add('type', [
      {
        name: 'another type',
        valid: false,
        holds: (value) => value !== null && value !== undefined && !isOfType(value, types),
        make: (current) => otherTypes(types, current),
      },
    ]);
    const allowed = types.includes('null');
    add('null', [{ name: 'null', valid: allowed, holds: (value) => value === null, make: () => [null] }]);
    if (types.includes('boolean')) {
      add(
        'boolean',
        [true, false].map((one) => exactly(String(one), one)),
      );
    }
  }
  if (Array.isArray(flat.enum)) {
    const values = flat.enum.filter((value) => value !== null);
    add('enum', [
      ...values.map((value) => exactly(JSON.stringify(value), value)),
      {
        name: 'another value',
        valid: false,
        holds: (value) => isOfType(value, types) && value !== undefined && !values.some((one) => equal(one, value)),
        make: () => outsideEnum(values, types),
      },
    ]);
    return list;
  }
  if (types.includes('string')) list.push(...textConstraints(flat, place, context.seed));
  if (types.includes('number') || types.includes('integer')) list.push(...numberConstraints(flat, types, place));
  if (types.includes('array')) list.push(...arrayConstraints(context, flat, place));
  if (types.includes('object')) list.push(...objectConstraints(context, flat, place));
  return list;
}

function otherTypes(types: string[], current: unknown): unknown[] {
  const samples: unknown[] = ['text', 12345, true, ['item'], { name: 'member' }, 1.5];
  // A number as a text and a text as a number are what lenient servers take.
  const tempting: unknown[] = typeof current === 'number' || typeof current === 'boolean' ? [String(current)] : [];
  return [...tempting, ...samples].filter((value) => !isOfType(value, types));
}

function outsideEnum(values: unknown[], types: string[]): unknown[] {
  const texts = values.filter((value) => typeof value === 'string' && value !== '') as string[];
  const tempting = texts.slice(0, 1).flatMap((text) => [`${text}x`, text.toUpperCase(), ` ${text}`, '']);
  return [...tempting, 'no-such-value', 987_654, 0.123].filter(
    (value) => isOfType(value, types) && !values.some((one) => equal(one, value)),
  );
}
