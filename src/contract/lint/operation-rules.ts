import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { type DocumentNode, type Found, follow, isNode, member, type Resolve, referenceName } from './follow.ts';

/** An operation of `paths`: those of webhooks are implemented by others, whose style is their own. */
function forOperations(visit: (operation: DocumentNode, context: UserContext) => void): ReturnType<Oas3Rule> {
  return {
    Paths: {
      PathItem: { Operation: (operation: object, context: UserContext) => visit(operation as DocumentNode, context) },
    },
  };
}

/**
 * Request bodies have examples of the names asked for. An operation without a body has at least one parameter with an
 * example of the last of these names, where it has parameters at all.
 *
 * Option `names`: the names, from the smallest example to the fullest; `[minimal, full]` by default.
 */
export const requestExamples: Oas3Rule = ({ names = ['minimal', 'full'] }: { names?: string[] }) => {
  const inherited: { parameters: Found[] } = { parameters: [] };
  return {
    Paths: {
      PathItem: {
        enter(item: object, { location, resolve }: UserContext) {
          inherited.parameters = parametersOf(item as DocumentNode, location, resolve);
        },
        Operation(operation: object, { location, resolve, report }: UserContext) {
          const body = follow((operation as DocumentNode).requestBody, location.child(['requestBody']), resolve);
          if (body !== undefined) {
            for (const { name: mediaType, node, location: place } of contentOf(body, resolve)) {
              const missing = names.filter((name) => !Object.hasOwn(member(node, 'examples'), name));
              if (missing.length === 0) continue;
              const message = `Request body ${mediaType} lacks the named example ${missing.join(' and ')}.`;
              report({ message, location: place });
            }
            return;
          }
          const parameters = [...inherited.parameters, ...parametersOf(operation as DocumentNode, location, resolve)];
          const full = names.at(-1);
          if (full === undefined || parameters.length === 0) return;
          if (parameters.some(({ node }) => Object.hasOwn(member(node, 'examples'), full))) return;
          report({ message: `No parameter has an example named ${full}.`, location: location.key() });
        },
      },
    },
  };
};

/** Every body of every response has a named example. */
export const responseExamples: Oas3Rule = () =>
  forOperations((operation, { location, resolve, report }) => {
    for (const response of responsesOf(operation, location, resolve)) {
      for (const { name: mediaType, node } of contentOf(response, resolve)) {
        if (Object.keys(member(node, 'examples')).length > 0) continue;
        const message = `Response ${response.status} ${mediaType} has no named example.`;
        report({ message, location: response.place.key() });
      }
    }
  });

/**
 * Every 4xx, 5xx and default response has a body of one schema.
 *
 * Option `schema`: name of the component, `Error` by default. Option `mediaType`: `application/json` by default.
 */
export const errorSchema: Oas3Rule = ({
  schema = 'Error',
  mediaType = 'application/json',
}: {
  schema?: string;
  mediaType?: string;
}) =>
  forOperations((operation, { location, resolve, report }) => {
    for (const response of responsesOf(operation, location, resolve)) {
      if (!/^([45]|default$)/.test(response.status)) continue;
      const content = contentOf(response, resolve).find(({ name }) => name === mediaType);
      if (content !== undefined && referenceName(content.node.schema) === schema) continue;
      const message = `Response ${response.status} has no ${mediaType} body of the schema ${schema}.`;
      report({ message, location: response.place.key() });
    }
  });

/**
 * Every response declares a header.
 *
 * Option `header`: its name, `X-Request-Id` by default; compared without regard to case (RFC 9110 §5.1).
 */
export const responseHeader: Oas3Rule = ({ header = 'X-Request-Id' }: { header?: string }) =>
  forOperations((operation, { location, resolve, report }) => {
    for (const response of responsesOf(operation, location, resolve)) {
      const names = Object.keys(member(response.node, 'headers')).map((name) => name.toLowerCase());
      if (names.includes(header.toLowerCase())) continue;
      const message = `Response ${response.status} does not declare the header ${header}.`;
      report({ message, location: response.place.key() });
    }
  });

/** An object in a request body rejects properties that it does not list, so that a misspelt one is not lost. */
export const requestClosed: Oas3Rule = () =>
  forOperations((operation, { location, resolve, report }) => {
    const body = follow(operation.requestBody, location.child(['requestBody']), resolve);
    if (body === undefined) return;
    for (const { name: mediaType, node, location: place } of contentOf(body, resolve)) {
      if (isClosed(node.schema, place.child(['schema']), resolve)) continue;
      const message = `Request body ${mediaType} takes properties that it does not list.`;
      report({ message, location: place.child(['schema']).key() });
    }
  });

function isClosed(value: unknown, place: Location, resolve: Resolve): boolean {
  const found = follow(value, place, resolve);
  if (found === undefined) return true;
  const { node, location } = found;
  if (node.additionalProperties === false || node.unevaluatedProperties === false) return true;
  for (const keyword of ['oneOf', 'anyOf']) {
    const branches = node[keyword];
    if (!Array.isArray(branches)) continue;
    return branches.every((branch, index) => isClosed(branch, location.child([keyword, index]), resolve));
  }
  // A schema that says nothing about the type takes any object.
  const types = [node.type].flat();
  const takesObjects = types.includes('object') || (node.type === undefined && !('const' in node) && !('enum' in node));
  return !takesObjects;
}

type NamedFound = Found & { name: string };

function contentOf(holder: Found, resolve: Resolve): NamedFound[] {
  return Object.entries(member(holder.node, 'content')).flatMap(([name, mediaType]) => {
    const found = follow(mediaType, holder.location.child(['content', name]), resolve);
    return found === undefined ? [] : [{ ...found, name }];
  });
}

/** Responses of an operation, each with the place where the operation names it, which is what a problem points to. */
function responsesOf(
  operation: DocumentNode,
  location: Location,
  resolve: Resolve,
): (Found & { status: string; place: Location })[] {
  return Object.entries(member(operation, 'responses')).flatMap(([status, response]) => {
    const place = location.child(['responses', status]);
    const found = follow(response, place, resolve);
    return found === undefined ? [] : [{ ...found, status, place }];
  });
}

function parametersOf(holder: DocumentNode, location: Location, resolve: Resolve): Found[] {
  if (!Array.isArray(holder.parameters)) return [];
  return holder.parameters.flatMap((parameter, index) => {
    const found = follow(parameter, location.child(['parameters', index]), resolve);
    return found !== undefined && isNode(found.node) ? [found] : [];
  });
}
