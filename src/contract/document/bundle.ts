import { type BaseResolver, bundle, createConfig } from '@redocly/openapi-core';
import { readOwnComponents, sortComponents } from './component-order.ts';
import { ContractError, type OpenApiDocument } from './document.ts';
import { findCircle, isReference } from './files.ts';
import { restoreOpaqueReferences } from './opaque-references.ts';
import { overlayWarnings } from './overlays/origins.ts';
import { atStart, placeOf, problemsToError, toContractError } from './problems.ts';
import { PLUGINS } from './redocly-config.ts';
import {
  circularReference,
  createFindSchema,
  eachObject,
  findContainment,
  fragmentTokens,
  isObject,
  toLocationPointer,
  toPointer,
} from './references.ts';
import { createResolver } from './resolver.ts';
import { restoreParts } from './resource-parts.ts';
import { checkRoot, type FileReadOptions } from './root.ts';
import { mapObjects } from './schemas.ts';

/**
 * Bundles a document and everything that it refers to into one document, in which every `$ref` is local
 * (`#/components/…`). Component names are the names of the files that they come from. Swagger 2.0 becomes OpenAPI 3.0.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @throws ContractError with file, line and column if a file is missing or cannot be parsed
 */
export async function bundleContract(file: string, options: FileReadOptions = {}): Promise<OpenApiDocument> {
  await checkRoot(file, options);
  const config = await createConfig({}, { plugins: PLUGINS });
  const externalRefResolver = await createResolver(file, options);
  const own = await readOwnComponents(file, externalRefResolver);
  const read = () =>
    bundle({ ref: file, config, externalRefResolver }).catch(async (error: unknown) => {
      throw (await circularError(externalRefResolver, error)) ?? toContractError(file, error);
    });
  const first = await read();
  const { bundle: document, problems } = externalRefResolver.readAgainInResources() ? await read() : first;
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw problemsToError(errors);
  const circle = findContainment(document.parsed);
  if (circle !== undefined) {
    const message = 'This $ref is replaced by a part that contains it. Refer to another part, or write the value.';
    const place = placeOf({ source: document.source, pointer: toLocationPointer(circle) });
    throw new ContractError([{ message, place }]);
  }
  restoreOpaqueReferences(document.parsed);
  restoreParts(document.parsed);
  repairReferences(document.parsed);
  for (const { message, location } of overlayWarnings(document.source))
    options.onWarning?.({ message, place: placeOf(location) });
  const parsed = document.parsed as Partial<OpenApiDocument> & { swagger?: string };
  if (parsed.swagger === '2.0') {
    const { convertSwagger } = await import('./swagger.ts');
    const converted = await convertSwagger(parsed);
    options.onConvert?.();
    return converted;
  }
  if (!['3.0.', '3.1.', '3.2.'].some((version) => parsed.openapi?.startsWith(version))) {
    const found = parsed.openapi ?? parsed.swagger ?? 'none';
    throw atStart(file, `Version "${found}" is not supported. Use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.`);
  }
  // `contract lint` checks the content.
  return sortComponents(inlineContent(parsed as OpenApiDocument), own);
}

/**
 * Redocly names a component after the last token of a reference, such as `a~1b`. It refers to the component without
 * escaping that name again (RFC 6901 §3). Repairs such references, in place.
 */
function repairReferences(root: unknown): void {
  const components = isObject(root) && isObject(root.components) ? root.components : {};
  const repaired = (reference: string): string => {
    const [, kind = '', name = ''] = /^#\/components\/([^/]+)\/([^/]*[~%][^/]*)$/.exec(reference) ?? [];
    const named = components[kind];
    if (!isObject(named) || !Object.hasOwn(named, name) || Object.hasOwn(named, fragmentTokens(`/${name}`)[0] ?? ''))
      return reference;
    return toPointer(['components', kind, name]);
  };
  eachObject(root, (object) => {
    if (typeof object.$ref === 'string') object.$ref = repaired(object.$ref);
  });
}

/**
 * Puts a referred `content` in its place. Redocly makes a component of it, which would not be a media type (OAS 3.2
 * §4.7.1).
 */
function inlineContent(document: OpenApiDocument): OpenApiDocument {
  const inlined = new Set<unknown>();
  const find = createFindSchema(document);
  const inline = (holder: unknown): unknown => {
    if (!isObject(holder) || !isReference(holder.content)) return holder;
    const content = find(holder.content.$ref);
    // The build rejects the others.
    if (!isObject(content)) return holder;
    inlined.add(content);
    return inline({ ...holder, content });
  };
  const changed = mapObjects(document, { response: inline, requestBody: inline, parameter: inline });
  if (inlined.size === 0) return document;
  const { mediaTypes } = document.components ?? {};
  if (mediaTypes === undefined) return changed;
  const kept = Object.entries(mediaTypes).filter(([, one]) => !inlined.has(one));
  const components = { ...changed.components, mediaTypes: Object.fromEntries(kept) };
  if (kept.length === 0) delete (components as { mediaTypes?: object }).mediaTypes;
  return { ...changed, components };
}

/** Redocly throws at a circular reference and does not name it. */
async function circularError(resolver: BaseResolver, error: unknown): Promise<ContractError | undefined> {
  if (!(error instanceof Error) || !error.message.includes('circular pointer')) return undefined;
  const circle = await findCircle(resolver);
  if (circle === undefined) return undefined;
  const place = placeOf({ source: circle.document.source, pointer: toLocationPointer([...circle.tokens, '$ref']) });
  return new ContractError([{ message: circularReference(circle.reference), place }]);
}
