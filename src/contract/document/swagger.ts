import type { OpenApiDocument } from './document.ts';
import { followReference, isObject } from './references.ts';

type SwaggerObject = Record<string, unknown>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/**
 * Converts a bundled Swagger 2.0 document to OpenAPI 3.0. The library is loaded only here, because few documents need it.
 *
 * @param document Swagger 2.0 with local references only
 */
export async function convertSwagger(document: SwaggerObject): Promise<OpenApiDocument> {
  const { upgradeFromTwoToThree } = await import('@scalar/openapi-upgrader/2.0-to-3.0');
  const source = withOwnBodies(document);
  const converted = upgradeFromTwoToThree(source) as OpenApiDocument;
  for (const [path, method, operation] of swaggerOperations(source)) {
    if (!listParameters(operation).some(isRequiredField)) continue;
    const { requestBody } = (converted.paths?.[path]?.[method] ?? {}) as { requestBody?: SwaggerObject };
    if (requestBody !== undefined) requestBody.required = true;
  }
  return converted;
}

/** The library converts body and form parameters only in the operation itself, not in its path or behind a `$ref`. */
function withOwnBodies(document: SwaggerObject): SwaggerObject {
  const paths = Object.entries(isObject(document.paths) ? document.paths : {}).map(([path, item]) => {
    if (!isObject(item)) return [path, item];
    const resolve = (value: unknown): unknown => {
      const found = followReference(document as OpenApiDocument, value);
      return isBody(found) ? found : value;
    };
    const shared = listParameters(item).map(resolve);
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      if (!isObject(operation)) return [];
      const own = listParameters(operation).map(resolve);
      const inherited = shared.filter((one) => isBody(one) && !own.some((other) => isSameParameter(one, other)));
      return [[method, { ...withMediaTypes(operation), parameters: [...own, ...inherited] }]];
    });
    const parameters = shared.filter((one) => !isBody(one));
    return [path, { ...item, parameters, ...Object.fromEntries(operations) }];
  });
  return { ...withMediaTypes(document), paths: Object.fromEntries(paths) };
}

/** A value that is not a string is not a media type. The check of the structure reports it. */
function withMediaTypes(holder: SwaggerObject): SwaggerObject {
  const lists = ['consumes', 'produces'].flatMap((name): [string, unknown[]][] => {
    const list = holder[name];
    return Array.isArray(list) ? [[name, list.filter((type) => typeof type === 'string')]] : [];
  });
  return { ...holder, ...Object.fromEntries(lists) };
}

/** Swagger 2.0 allows one body, and one form field of each name. */
function isSameParameter(one: SwaggerObject, other: unknown): boolean {
  return isBody(other) && one.in === other.in && (one.in === 'body' || one.name === other.name);
}

function isBody(value: unknown): value is SwaggerObject {
  return isObject(value) && (value.in === 'body' || value.in === 'formData');
}

function isRequiredField(value: unknown): boolean {
  return isObject(value) && value.in === 'formData' && value.required === true;
}

function listParameters({ parameters }: SwaggerObject): unknown[] {
  return Array.isArray(parameters) ? parameters : [];
}

function swaggerOperations({ paths }: SwaggerObject): [path: string, method: string, operation: SwaggerObject][] {
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    METHODS.flatMap((method): [string, string, SwaggerObject][] => {
      const operation = isObject(item) ? item[method] : undefined;
      return isObject(operation) ? [[path, method, operation]] : [];
    }),
  );
}
