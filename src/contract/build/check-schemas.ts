import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { ContractError, type DocumentFault, type OpenApiDocument } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { withArticle } from '../document/problem-texts.ts';
import { isObject, pointerTokens, toPointer } from '../document/references.ts';
import { mapSchemas } from '../document/schemas.ts';
import { withNumericBounds } from '../document/upgrade.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * Holds the schemas of a document to the dialect that they are compiled in, whatever dialect they name.
 *
 * @param document of OpenAPI 3.1, bundled
 * @throws ContractError with each place that is not a JSON Schema
 */
export function checkSchemas(document: OpenApiDocument): void {
  const validate = metaValidator();
  const faults: DocumentFault[] = [];
  mapSchemas(document, (schema, tokens) => {
    // A schema that is left empty in YAML says nothing.
    if (schema !== null && validate(withBounds(schema)) !== true)
      faults.push(...toDocumentFaults(validate.errors ?? [], tokens));
    return schema;
  });
  if (faults.length > 0) throw new ContractError(faults);
}

/** Whether a part of a document is a valid schema. */
export function isSchema(value: unknown): boolean {
  return value === null || metaValidator()(withBounds(value)) === true;
}

let compiled: ValidateFunction | undefined;

/** The validator of the dialect itself. It takes longer to compile than most documents. */
function metaValidator(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false, validateFormats: false, verbose: true }).getSchema(
    DIALECT,
  );
  if (compiled === undefined) throw new Error(`Ajv does not know ${DIALECT}.`);
  return compiled;
}

/** Bounds that are written as older drafts have them are understood. */
function withBounds(schema: unknown): unknown {
  return isObject(schema) ? mapSubschemas(withNumericBounds(schema), withBounds) : schema;
}

/** One fault for each place: alternatives of the metaschema each complain about the same one. */
function toDocumentFaults(errors: ErrorObject[], tokens: string[]): DocumentFault[] {
  const places = Map.groupBy(errors, ({ instancePath }) => instancePath);
  return [...places]
    .filter(([path]) => ![...places.keys()].some((other) => other.startsWith(`${path}/`)))
    .map(([path, [error]]) => {
      const way = pointerTokens(path);
      const keyword = way.findLast((token) => /\D/.test(token)) ?? '';
      const must = keyword === 'type' ? MUST_BE_TYPE : demandOf(error as ErrorObject);
      const message = `Invalid schema: ${keyword === '' ? 'it' : `"${keyword}"`} ${must}, not ${written(error?.data)}.`;
      return { message, pointer: toPointer([...tokens, ...way]) };
    });
}

const MUST_BE_TYPE =
  'must be one of "string", "number", "integer", "boolean", "object", "array" and "null", or a list of these';

function demandOf({ keyword, params }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `must be ${[params.type].flat().map(withArticle).join(' or ')}`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'exclusiveMinimum':
      return `must be more than ${params.limit}`;
    case 'minItems':
      return 'must not be empty';
    case 'uniqueItems':
      return 'must not repeat an item';
    default:
      return `must fit the "${keyword}" of ${DIALECT}`;
  }
}

const LONGEST = 60;

function written(value: unknown): string {
  // Absent where a list has a hole.
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
