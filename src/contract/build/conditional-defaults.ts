import type { Validate } from '../document/compiled.ts';
import type { DocumentFault, OpenApiDocument, Parameter, Schema } from '../document/document.ts';
import { createFindSchema, type FindSchema, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { sampleAlternatives } from '../values/alternatives.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { createDefinitions } from './definitions.ts';
import { toParameterDecodings } from './readings.ts';
import { createLazyValidators } from './validators.ts';

/** An object parameter whose defaults of members may be invalid beside other members. */
type Conditional = { schema: Schema; defaults: Record<string, unknown>; tokens: string[] };

/**
 * Reports defaults of members that make a valid value invalid, with such a value. A server does not fill them in there.
 *
 * @param document of OpenAPI 3.1, bundled, without schema resources
 */
export function warnOfConditionalDefaults(document: OpenApiDocument, warn: (fault: DocumentFault) => void): void {
  const findSchema = createFindSchema(document);
  const found = listConditional(document, findSchema);
  if (found.length === 0) return;
  const definitions = createDefinitions(document);
  const named = found.map((one) => ({ one, name: definitions.add('Defaults', { ...one.schema }, 'request') }));
  const validators = createLazyValidators(definitions.root(), [...new Set(named.map(({ name }) => name))]);
  for (const { one, name } of named) {
    for (const [member, value] of Object.entries(one.defaults)) {
      const witness = findWitness(one, member, validators[name] as Validate, findSchema);
      if (witness !== undefined)
        warn({ pointer: toPointer(one.tokens), message: describeConditional(member, value, witness) });
    }
  }
}

function describeConditional(member: string, value: unknown, witness: object): string {
  const text = `The default ${JSON.stringify(value)} of "${member}" is invalid together with ${JSON.stringify(witness)}.`;
  return `${text} It is filled in only if the value is valid with it. Correct the default or the schema.`;
}

function listConditional(document: OpenApiDocument, findSchema: FindSchema): Conditional[] {
  const found: Conditional[] = [];
  mapObjects(document, {
    parameter: (value, tokens) => {
      const { in: place, schema } = value as Partial<Parameter>;
      if (place === undefined || !isObject(schema)) return value;
      const [decoding] = toParameterDecodings([value as Parameter], findSchema);
      const defaults = decoding?.conditionalDefaults;
      if (defaults !== undefined) found.push({ schema, defaults, tokens });
      return value;
    },
  });
  return found;
}

/** A value that is valid without the member and invalid with it. */
function findWitness(
  { schema, defaults }: Conditional,
  member: string,
  validate: Validate,
  findSchema: FindSchema,
): object | undefined {
  // If the number of members is limited, another member can take the place of this one.
  for (const part of [schema, { allOf: [schema, { properties: { [member]: false } }] }]) {
    for (const value of sampleObjects(part, findSchema)) {
      const { [member]: _, ...without } = value;
      for (const tried of subsets(without))
        if (validate(tried) && !validate({ ...tried, [member]: defaults[member] })) return tried;
    }
  }
  return undefined;
}

/** The value, and each of its members alone. A few members are what a client sends. */
function subsets(value: Record<string, unknown>): Record<string, unknown>[] {
  return [value, ...Object.entries(value).map(([name, member]) => ({ [name]: member }))];
}

function* sampleObjects(schema: Schema, findSchema: FindSchema): Generator<Record<string, unknown>> {
  for (const size of ['full', 'minimal'] as const) {
    try {
      for (const value of sampleAlternatives(schema, findSchema, { size, seed: 1 })) if (isObject(value)) yield value;
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  }
}
