import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Schema } from '../document/document.ts';
import { pointerTokens } from '../document/references.ts';
import { appendIndex, appendName, appendToken, isCut } from './paths.ts';
import type { Violation } from './types.ts';

/** An error response lists so many invalid fields. One more is collected, which shows that there are more. */
export const VIOLATIONS_LISTED = 100;

/** Longer lists of values are cut in messages. */
const VALUES_SHOWN = 20;

/**
 * Turns Ajv's errors into one list of violations, each place named once.
 *
 * @param errors of a generated validator
 * @param root the value that was validated
 * @param place where in the request it stood
 */
export function toViolations(errors: object[] | null | undefined, root: unknown, place: Violation['in']): Violation[] {
  const violations = new Map<string, Violation>();
  const seen = new Set<string>();
  // The generated validators are Ajv's.
  for (const error of withoutBranches((errors ?? []) as ErrorObject[])) {
    if (violations.size > VIOLATIONS_LISTED) break;
    // The first error of a place says most: Ajv checks the type before anything else.
    const key = JSON.stringify([
      error.instancePath,
      error.propertyName?.slice(0, 200),
      extraTokens(error)[0]?.slice(0, 200),
    ]);
    if (seen.has(key)) continue;
    seen.add(key);
    const violation = toViolation(error, root, place);
    if (!violations.has(violation.path)) violations.set(violation.path, violation);
  }
  return [...violations.values()];
}

function toViolation(error: ErrorObject, root: unknown, place: Violation['in']): Violation {
  // The error of a name is reported at the property, not at the object that contains it.
  const named = error.keyword === 'propertyNames' ? undefined : error.propertyName;
  const tokens = [...pointerTokens(error.instancePath), ...(named === undefined ? extraTokens(error) : [named])];
  const message = messageOf(error, place);
  return {
    in: place,
    path: place === 'body' ? renderPath(tokens, root) : renderParameterPath(tokens, root),
    pointer: tokens.reduce(appendToken, ''),
    keyword: directionOf(error) ?? error.keyword,
    message: named === undefined ? message : `has a name that is not allowed: it ${message}`,
  };
}

/** A property that only the other party may write fails the schema `{not: {}, readOnly: true}`, or `writeOnly`. */
export function directionOf({ keyword, parentSchema }: ErrorObject): 'readOnly' | 'writeOnly' | undefined {
  if (keyword !== 'not' || typeof parentSchema !== 'object') return undefined;
  if (parentSchema.readOnly === true) return 'readOnly';
  return parentSchema.writeOnly === true ? 'writeOnly' : undefined;
}

/** The property that an error is about, where Ajv reports it at the object that holds it. */
function extraTokens({ keyword, params }: ErrorObject): string[] {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return [params.missingProperty];
    case 'additionalProperties':
      return [params.additionalProperty];
    case 'unevaluatedProperties':
      return [params.unevaluatedProperty];
    case 'propertyNames':
      return [params.propertyName];
    default:
      return [];
  }
}

/** A parameter goes by its name as it is, whatever it is made of; what lies in its value follows as in a body. */
function renderParameterPath([name = '', ...rest]: string[], root: unknown): string {
  const value = (root as Record<string, unknown>)[name];
  const inside = renderPath(rest, value);
  return name + (inside === '' || inside.startsWith('[') ? inside : `.${inside}`);
}

/** `['a', '2', 'b c']` as `a[2]["b c"]`. */
function renderPath(tokens: string[], root: unknown): string {
  let holder: unknown = root;
  let path = '';
  for (const token of tokens) {
    if (isCut(path)) break;
    // A lone value of a parameter that is a list stands for a list of one.
    const isList = Array.isArray(holder) || typeof holder === 'string';
    path = isList ? appendIndex(path, token) : appendName(path, token);
    holder =
      holder !== null && typeof holder === 'object' && Object.hasOwn(holder, token)
        ? (holder as Record<string, unknown>)[token]
        : undefined;
  }
  return path;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function messageOf(error: ErrorObject, place: Violation['in']): string {
  const { keyword, params, parentSchema } = error;
  const direction = directionOf(error);
  if (direction !== undefined) return `is ${direction === 'readOnly' ? 'read' : 'write'}-only`;
  // The generated validators are compiled with `verbose`: parentSchema is the schema that holds the keyword.
  const schema = (parentSchema ?? {}) as Schema;
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'dependentRequired':
      return `is required beside "${params.property}"`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return place === 'body' ? 'is not a known property' : 'is not a known parameter';
    case 'type':
      return `must be ${[params.type]
        .flat()
        .map((type: string) => TYPE_NAMES[type] ?? type)
        .join(' or ')}`;
    case 'enum':
      return oneOfValues(params.allowedValues);
    case 'const':
      return oneOfValues([params.allowedValue]);
    case 'minLength':
      return params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`;
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'minItems':
      return `must have at least ${params.limit} items`;
    case 'maxItems':
      return `must have at most ${params.limit} items`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'maximum':
      return `must be at most ${params.limit}`;
    case 'exclusiveMinimum':
      return `must be greater than ${params.limit}`;
    case 'exclusiveMaximum':
      return `must be less than ${params.limit}`;
    case 'multipleOf':
      return `must be a multiple of ${params.multipleOf}`;
    case 'pattern':
    case 'format':
      if (typeof schema['x-message'] === 'string') return schema['x-message'];
      return keyword === 'format' ? `must be a valid ${params.format}` : `must match ${params.pattern}`;
    case 'minProperties':
      return `must have at least ${params.limit} properties`;
    case 'maxProperties':
      return `must have at most ${params.limit} properties`;
    case 'uniqueItems':
      return 'must not contain the same item twice';
    case 'propertyNames':
      return 'has a name that is not allowed';
    case 'contains':
      return `must contain at least ${params.minContains} items that match "contains"`;
    case 'oneOf':
      return params.passingSchemas === null ? 'matches none of its schemas' : 'matches more than one of its schemas';
    case 'anyOf':
      return 'matches none of its schemas';
    case 'not':
      return 'matches a schema that is not allowed';
    case 'false schema':
      return 'is not allowed';
    default:
      return `violates the keyword "${keyword}"`;
  }
}

function oneOfValues(values: unknown[]): string {
  const names = values.map((value) =>
    value === '' ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value),
  );
  if (names.length === 1) return names[0] === 'empty' ? 'must be empty' : `must be ${names[0]}`;
  if (names.length > VALUES_SHOWN) {
    return `must be one of the ${names.length} allowed values, such as ${names.slice(0, 3).join(', ')}`;
  }
  return `must be one of ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/**
 * Ajv reports every branch of a failed anyOf or oneOf beside the keyword itself. They become one violation, for the
 * branch that was meant.
 */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    // Ajv reports the errors of "then" or "else" directly before.
    if (error.keyword === 'if' && kept.length > 0) continue;
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') {
      kept.push(error);
      continue;
    }
    // Ajv reports the branches right before the keyword.
    let start = kept.length;
    while (start > 0 && isInside(kept[start - 1] as ErrorObject, error)) start--;
    const inside = kept.splice(start);
    if (inside.length === 0) kept.push(error);
    else for (const one of meantBranch(error, inside)) kept.push(one);
  }
  return kept;
}

function isInside(error: ErrorObject, { schemaPath, instancePath }: ErrorObject): boolean {
  const isBelow = error.instancePath === instancePath || error.instancePath.startsWith(`${instancePath}/`);
  return isBelow && error.schemaPath.startsWith(`${schemaPath}/`);
}

/**
 * The errors of the intended branch: a branch whose fixed values (a tag such as `kind: circle`) match, else the closest
 * branch. If all branches require different values at the same place, one error lists all values.
 */
function meantBranch(composed: ErrorObject, inside: ErrorObject[]): ErrorObject[] {
  const branches = [
    ...Map.groupBy(inside, ({ schemaPath }) => schemaPath.slice(composed.schemaPath.length + 1).split('/')[0]).values(),
  ];
  const fitting = branches.filter((branch) => !branch.some(isAboutValues));
  const [tag] = inside.filter(isAboutValues);
  if (fitting.every((branch) => failsAsWhole(branch, composed)) && tag !== undefined) {
    const values = inside
      .filter((error) => isAboutValues(error) && error.instancePath === tag.instancePath)
      .flatMap(({ keyword, params }) => (keyword === 'enum' ? params.allowedValues : [params.allowedValue]));
    const { instancePath, schemaPath, propertyName } = tag;
    const about = { instancePath, schemaPath, ...(propertyName === undefined ? {} : { propertyName }) };
    return [{ ...about, keyword: 'enum', params: { allowedValues: [...new Set(values)] } }];
  }
  const candidates = fitting.length > 0 ? fitting : branches;
  return candidates.sort((a, b) => rank(b, composed) - rank(a, composed))[0] ?? [composed];
}

function isAboutValues({ keyword }: ErrorObject): boolean {
  return keyword === 'enum' || keyword === 'const';
}

function failsAsWhole(branch: ErrorObject[], composed: ErrorObject): boolean {
  return branch.some(({ keyword, instancePath }) => keyword === 'type' && instancePath === composed.instancePath);
}

/** A branch whose type fits came closer than one that fails as a whole; then the fewer errors the closer. */
function rank(branch: ErrorObject[], composed: ErrorObject): number {
  return (failsAsWhole(branch, composed) ? -1000 : 0) - branch.length;
}
