import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import type { Mark } from '../../../src/contract/document/marks.ts';

const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** As a text, because objects with a member `then` are taken for promises. */
const when = (condition: Schema, consequence: Schema, otherwise?: Schema): Schema =>
  Object.fromEntries([
    ['if', condition],
    ['then', consequence],
    ...(otherwise === undefined ? [] : [['else', otherwise]]),
  ]);

/** How a property is marked. `Marked` and `Text` are components. */
export const MARKED_PROPERTIES: Record<string, (mark: Mark) => Schema> = {
  itself: (mark) => ({ ...text, [mark]: true }),
  'by what it refers to': () => ref('Marked'),
  'by a reference to a reference': () => ref('MarkedAgain'),
  'beside a reference': (mark) => ({ ...ref('Text'), [mark]: true }),
  'in allOf': (mark) => ({ allOf: [ref('Text'), { [mark]: true }] }),
  'in an alternative to null': (mark) => ({ anyOf: [{ ...text, [mark]: true }, { type: 'null' }] }),
};

/** Where the mark (`M`) and `required` (`R`) stand. Components M and R are these fragments, N and Q are composed of them. */
export const PLACEMENTS: Record<string, (M: Schema, R: Schema) => Schema> = {
  'in one schema': (M, R) => ({ ...R, ...M }),
  'required in allOf': (M, R) => ({ ...M, allOf: [R] }),
  'mark in allOf': (M, R) => ({ ...R, allOf: [M] }),
  'mark, then required in allOf': (M, R) => ({ allOf: [M, R] }),
  'required, then mark in allOf': (M, R) => ({ allOf: [R, M] }),
  'mark behind a reference in allOf': (_M, R) => ({ allOf: [ref('M'), R] }),
  'required behind a reference in allOf': (M) => ({ allOf: [ref('R'), M] }),
  'both behind references in allOf': () => ({ allOf: [ref('M'), ref('R')] }),
  'mark beside a reference': (M) => ({ ...ref('R'), ...M }),
  'required beside a reference': (_M, R) => ({ ...ref('M'), ...R }),
  'in nested allOf': (M, R) => ({ allOf: [{ allOf: [M] }, { allOf: [{ allOf: [R] }] }] }),
  'required far behind references': (M) => ({ allOf: [ref('Q'), M] }),
  'mark far behind references': (_M, R) => ({ ...R, allOf: [ref('N')] }),
  'both far behind references': () => ({ type: 'object', allOf: [ref('Q'), ref('N')] }),
  'required in a consequence': (M, R) => ({ ...M, ...when({ required: ['b'] }, R) }),
  'required behind a reference in a consequence': (M) => ({ ...M, ...when({ required: ['b'] }, ref('R')) }),
  'required in every alternative': (M, R) => ({ ...M, anyOf: [{ ...R }, { ...R, maxProperties: 5 }] }),
  'required in an alternative of oneOf': (M, R) => ({
    ...M,
    oneOf: [
      { ...R, properties: { ...(R.properties as object), b: text }, required: ['a', 'b'] },
      { properties: { b: { type: 'integer' } }, required: ['b'] },
    ],
  }),
  'required behind a reference in an alternative': (M) => ({ ...M, oneOf: [ref('R'), { type: 'null' }] }),
  'mark in every alternative': (M, R) => ({ ...R, oneOf: [M, { type: 'null' }] }),
  'mark behind a reference in every alternative': (_M, R) => ({ ...R, anyOf: [ref('M'), ref('N')] }),
  'required by another property': (M) => ({ ...M, dependentRequired: { b: ['a'] } }),
  'required by another property in allOf': (M) => ({ allOf: [M, { dependentRequired: { b: ['a'] } }] }),
  'required by a dependent schema': (M, R) => ({ ...M, dependentSchemas: { b: R } }),
};

/** Placements inside a member `o` of the value: an object, or a list of them. */
export const INSIDE: Record<'object' | 'list', typeof PLACEMENTS> = {
  object: {
    'of another branch': (M, R) => ({ allOf: [inner(M), inner(R)] }),
    'of another branch, the other way round': (M, R) => ({ allOf: [inner(R), inner(M)] }),
    'required behind a reference': (M) => ({ allOf: [ref('InnerR'), inner(M)] }),
    'mark behind a reference': (_M, R) => ({ ...inner(R), allOf: [ref('InnerM')] }),
    'both behind references': () => ({ allOf: [ref('InnerR'), ref('InnerM')] }),
    'beside a reference to the other': (M) => inner({ ...ref('R'), ...M }),
    'in additional properties': (_M, R) => ({ type: 'object', additionalProperties: { allOf: [ref('M'), R] } }),
    'in an alternative': (M) => ({ ...inner(M), oneOf: [ref('InnerR'), { type: 'null' }] }),
  },
  list: {
    'in items': (M, R) => inner({ type: 'array', items: { allOf: [ref('M'), R, M] } }),
    'in items of another branch': (M, R) => ({ allOf: [itemsOf(M), itemsOf(R)] }),
    'in items behind a reference': (M) => ({ allOf: [ref('ItemsR'), itemsOf(M)] }),
  },
};

/** A document with the fragments as components, and each placement as one. */
export function documentOf(mark: Mark, property: Schema, R: Schema): OpenApiDocument {
  const M: Schema = { type: 'object', properties: { a: property, b: text } };
  const fragments = {
    ...{ Text: text, Marked: { ...text, [mark]: true }, MarkedAgain: ref('Marked'), M, R },
    ...{ N: { allOf: [{ ...ref('M'), description: 'N' }] }, Q: { type: 'object', allOf: [ref('R')] } },
    ...{ InnerM: inner(M), InnerR: inner(R), ItemsR: itemsOf(R) },
  };
  const placed = allPlacements().map(({ id, make }): [string, Schema] => [id, make(M, R)]);
  const schemas: Record<string, Schema> = { ...fragments, ...Object.fromEntries(placed) };
  const content = (name: string) => ({ 'application/json': { schema: ref(name) } });
  const paths = Object.fromEntries(
    placed.map(([id]) => {
      const responses = { 200: { description: 'Done.', content: content(id) } };
      return [`/${id}`, { post: { operationId: id, requestBody: { content: content(id) }, responses } }];
    }),
  );
  return { openapi: '3.1.1', info: { title: 'Marks', version: '1' }, paths, components: { schemas } };
}

type Placed = { id: string; name: string; make: (M: Schema, R: Schema) => Schema; wrap: (value: object) => object };

/** All placements, with the function that puts a value into its place. */
export function allPlacements(): Placed[] {
  const listed: [name: string, table: typeof PLACEMENTS, wrap: (value: object) => object][] = [
    ['', PLACEMENTS, (value) => value],
    ['in a nested object ', INSIDE.object, (value) => ({ o: value })],
    ['in a nested list ', INSIDE.list, (value) => ({ o: [value] })],
  ];
  return listed
    .flatMap(([name, table, wrap]) =>
      Object.entries(table).map(([title, make]) => ({ name: name + title, make, wrap })),
    )
    .map((placed, index) => ({ ...placed, id: `P${index}` }));
}

function inner(schema: Schema): Schema {
  return { type: 'object', properties: { o: schema } };
}

function itemsOf(schema: Schema): Schema {
  return inner({ type: 'array', items: schema });
}
