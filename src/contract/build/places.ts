import type { OpenApiDocument } from '../document/document.ts';

/** The name of a part of the components, and its unique pointer. */
export type DefinitionPlace = { name: string; pointer: string };

/** Finds the place of an object of the components; undefined for any other. */
export type FindPlace = (value: unknown) => DefinitionPlace | undefined;

/** How the name of a component ends that is not a schema. */
const SUFFIXES: Record<string, string> = {
  responses: 'Response',
  parameters: 'Parameter',
  requestBodies: 'Body',
  headers: 'Header',
  callbacks: 'Callback',
  pathItems: 'Path',
};

/** Steps that a name does without. */
const SILENT = new Set(['properties', '$defs', 'schema', 'content', 'application/json']);

/**
 * Names parts of the components by their place: `Agent`, `Agent_widget_config`, `BadRequestResponse`. A name depends
 * only on the place, so it stays the same if operations are added or moved.
 */
export function createFindPlace(document: OpenApiDocument): FindPlace {
  const places = new Map<object, DefinitionPlace>();
  const visit = (value: unknown, name: string, pointer: string): void => {
    if (typeof value !== 'object' || value === null || places.has(value)) return;
    places.set(value, { name, pointer });
    for (const [step, member] of Object.entries(value)) {
      if (step === 'example' || step === 'examples') continue;
      visit(member, SILENT.has(step) ? name : `${name}_${step}`, `${pointer}/${step}`);
    }
  };
  const { schemas = {}, ...others } = document.components ?? {};
  // Schemas come first: a schema that a response shares has the name of the schema.
  for (const [kind, components] of Object.entries({ schemas, ...others })) {
    if (kind !== 'schemas' && SUFFIXES[kind] === undefined) continue;
    for (const [name, component] of Object.entries(components ?? {})) {
      visit(component, `${name}${SUFFIXES[kind] ?? ''}`, `#/components/${kind}/${name}`);
    }
  }
  return (value) => (typeof value === 'object' && value !== null ? places.get(value) : undefined);
}
