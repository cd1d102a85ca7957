import type { OpenApiDocument } from '../document/document.ts';
import { isVersion32 } from '../document/path-items.ts';
import { followReference, isObject, mapValues, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { type DeclaredTag, declaredTags, tagsAbove } from '../document/tags.ts';
import { describeLinks, linkTo, paragraphs } from './markdown.ts';
import { type CodeSample, type CodeSampleOptions, createCodeSamples } from './samples/samples.ts';

/**
 * A bundled document in which everything that Redoc leaves out stands in a place that Redoc shows: links, the external
 * documentation of operations, external values of examples, summaries of responses and of references, deprecated headers,
 * the scheme of HTTP authentication, and operations of tags that Redoc does not find. Operations have code samples.
 */
export function preparePageDocument(document: OpenApiDocument, options: CodeSampleOptions = {}): OpenApiDocument {
  const tags = declaredTags(document);
  const samples = createCodeSamples(document, options);
  const hasSiblings = !document.openapi.startsWith('3.0');
  const withExamples = (holder: unknown): unknown =>
    isObject(holder) && isObject(holder.examples)
      ? { ...holder, examples: mapValues(holder.examples, (example) => withAddress(document, example)) }
      : holder;
  return mapObjects(document, {
    document: (value) => withSchemes(withTagTree(value as OpenApiDocument, tags)),
    pathItem: (value, tokens) => (tokens.includes('callbacks') ? value : withExternalDocs(value)),
    operation: (value, tokens) =>
      withSamples(withGroup(value, tags, tokens[0] === 'webhooks' ? 'webhooks' : ''), samples.get(toPointer(tokens))),
    response: (value) => withLinks(document, hasSiblings ? withOverrides(document, value) : value),
    mediaType: withExamples,
    parameter: (value, tokens) => withExamples(tokens.at(-2) === 'headers' ? withDeprecation(value) : value),
  });
}

/** A document can have samples of its own, under either name. */
function withSamples(operation: unknown, samples: CodeSample[] | undefined): unknown {
  if (!isObject(operation) || samples === undefined) return operation;
  const hasOwn = operation['x-codeSamples'] !== undefined || operation['x-code-samples'] !== undefined;
  return hasOwn ? operation : { ...operation, 'x-codeSamples': samples };
}

/** The summary and description beside a reference win (OAS 3.1 §4.8.23). Redoc reads some of them only. */
function withOverrides(document: OpenApiDocument, value: unknown): unknown {
  if (!isObject(value) || typeof value.$ref !== 'string') return value;
  return value.summary === undefined && value.description === undefined ? value : followReference(document, value);
}

/** Redoc reads no external values, and shows the description of an example. */
function withAddress(document: OpenApiDocument, value: unknown): unknown {
  const given = document.openapi.startsWith('3.0') ? value : withOverrides(document, value);
  const example = followReference(document, given);
  if (!isObject(example) || example.externalValue === undefined) return given;
  return { ...example, description: paragraphs(example.description, linkTo(example.externalValue)) };
}

/** Redoc shows tags of these kinds beside the names of operations, and no group for them. */
function isBadge(tag: DeclaredTag | undefined): boolean {
  return tag?.kind === 'badge' || tag?.kind === 'audience';
}

/** Redoc shows nothing of a tag that is further down. */
const MOST_TAGS_ABOVE = 5;

/** Redoc shows nothing of a tag, nor of its operations, unless all tags above it are groups. */
function withTagTree(document: OpenApiDocument, tags: Map<string, DeclaredTag>): OpenApiDocument {
  const { tags: list } = document as { tags?: unknown };
  if (!Array.isArray(list)) return document;
  const placed = list.map((tag: unknown) => {
    if (!isObject(tag) || tag.parent === undefined) return tag;
    const { parent: _, ...others } = tag;
    const groups = tagsAbove(tags, String(tag.name)).filter((above) => !isBadge(above));
    const parent = groups.at(-Math.min(groups.length, MOST_TAGS_ABOVE));
    return parent === undefined ? others : { ...others, parent: parent.name };
  });
  return { ...document, tags: placed } as OpenApiDocument;
}

/** Operations whose tags are badges only have a place too. */
function withGroup(operation: unknown, tags: Map<string, DeclaredTag>, group: string): unknown {
  if (!isObject(operation) || !Array.isArray(operation.tags) || operation.tags.length === 0) return operation;
  const hasGroup = operation.tags.some((name) => !isBadge(tags.get(name)));
  return hasGroup ? operation : { ...operation, tags: [group, ...operation.tags] };
}

/** Redoc shows the description of a path item at operations without one of their own. */
function withExternalDocs(item: unknown): unknown {
  if (!isObject(item)) return item;
  const describe = (operation: unknown): unknown => {
    if (!isObject(operation) || !isObject(operation.externalDocs)) return operation;
    const { externalDocs, description = item.description } = operation;
    return { ...operation, description: paragraphs(description, linkTo(externalDocs.url, externalDocs.description)) };
  };
  const { additionalOperations: others } = item;
  const changed = mapValues(item, describe);
  return isObject(others) ? { ...changed, additionalOperations: mapValues(others, describe) } : changed;
}

function withLinks(document: OpenApiDocument, response: unknown): unknown {
  if (!isObject(response) || typeof response.$ref === 'string') return response;
  const { summary, links } = response;
  const shown = isVersion32(document) && typeof summary === 'string' ? { 'x-summary': summary } : {};
  if (!isObject(links)) return { ...shown, ...response };
  const described = describeLinks(mapValues(links, (link) => followReference(document, link)));
  return { ...shown, ...response, description: paragraphs(response.description, described) };
}

function withDeprecation(header: unknown): unknown {
  if (!isObject(header) || header.deprecated !== true) return header;
  return { ...header, description: paragraphs('**Deprecated.**', header.description) };
}

/** Redoc writes "http" as the scheme of every HTTP authentication. */
function withSchemes(document: OpenApiDocument): OpenApiDocument {
  const { securitySchemes } = document.components ?? {};
  if (!isObject(securitySchemes)) return document;
  const described = mapValues(securitySchemes, (scheme) => {
    if (!isObject(scheme) || typeof scheme.scheme !== 'string') return scheme;
    return { ...scheme, description: paragraphs(scheme.description, `Scheme: \`${scheme.scheme}\``) };
  });
  return { ...document, components: { ...document.components, securitySchemes: described } };
}
