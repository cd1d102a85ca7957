import { type BaseResolver, createConfig, lint, type NormalizedProblem, type Source } from '@redocly/openapi-core';
import { ContractError, type OpenApiDocument } from '../../document/document.ts';
import { atStart, displayPath, placeOf, problemsToError, toContractError } from '../../document/problems.ts';
import { createFindSchema, isObject, toLocationPointer } from '../../document/references.ts';
import { createResolver } from '../../document/resolver.ts';
import { checkRoot, type FileReadOptions } from '../../document/root.ts';
import type { ArazzoDocument, Description } from './description.ts';
import { isVerifiedSource, type VerifiedDocument } from './sources.ts';

const VERSIONS = 'Use Arazzo 1.0 or 1.1: "1.0.1".';

/** The files read so far, by absolute path or URL. */
type ReadContext = { options: FileReadOptions; verified: VerifiedDocument; known: Map<string, Description> };

/**
 * Reads an Arazzo document, YAML or JSON, and the Arazzo documents that it names.
 *
 * @param file path or URL
 * @throws ContractError with everything that is wrong with the structure of the first invalid one
 */
export async function readDescription(
  file: string,
  verified: VerifiedDocument,
  options: FileReadOptions,
): Promise<Description> {
  // Overlays are for the OpenAPI document.
  return readOne(file, { options: { ...options, overlays: [] }, verified, known: new Map() });
}

async function readOne(file: string, context: ReadContext): Promise<Description> {
  const { options, verified, known } = context;
  await checkRoot(file, options);
  const resolver = await createResolver(file, options);
  const absolute = resolver.resolveExternalRef(null, file);
  const read = known.get(absolute);
  if (read !== undefined) return read;
  const { document, source } = await readStructure(file, resolver);
  const description: Description = {
    ...{ file: displayPath(absolute), document, others: new Map(), verified: new Set() },
    placeAt: (tokens, at) =>
      placeOf({ source, pointer: toLocationPointer(tokens.map(String)), reportOnKey: at === 'key' }),
    find: createFindSchema(withInputSchemas(document)),
  };
  // Documents may name each other.
  known.set(absolute, description);
  for (const { name, type, url } of document.sourceDescriptions) {
    const target = resolver.resolveExternalRef(absolute, url);
    if (type === 'arazzo') description.others.set(name, await readOne(target, context));
    else if (type !== 'asyncapi' && isVerifiedSource({ name, target }, verified)) description.verified.add(name);
  }
  return description;
}

async function readStructure(
  file: string,
  resolver: BaseResolver,
): Promise<{ document: ArazzoDocument; source: Source }> {
  try {
    const source = await resolver.loadExternalRef(resolver.resolveExternalRef(null, file));
    const { parsed } = resolver.parseDocument(source, true);
    checkVersion(file, parsed);
    const config = await createConfig({ rules: { struct: 'error', 'no-unresolved-refs': 'error' } });
    const found = await lint({ ref: file, config, externalRefResolver: resolver });
    const problems = found.filter((problem) => !isOptionalType(problem));
    if (problems.length > 0) throw problemsToError(problems);
    // Its structure is valid.
    return { document: parsed as ArazzoDocument, source };
  } catch (error) {
    throw error instanceof ContractError ? error : toContractError(file, error);
  }
}

/** Redocly demands the type of a source description, which Arazzo 1.0.1 §4.6.3 does not. */
function isOptionalType({ message, location: [location] }: NormalizedProblem): boolean {
  return /^The field `type` must be present/.test(message) && /^#\/sourceDescriptions\//.test(location?.pointer ?? '');
}

function checkVersion(file: string, parsed: unknown): void {
  const version = isObject(parsed) ? parsed.arazzo : undefined;
  if (version === undefined) throw atStart(file, `Not an Arazzo document. The member "arazzo" is missing. ${VERSIONS}`);
  if (typeof version !== 'string') throw atStart(file, 'The version of "arazzo" must be a string: "1.0.1".');
  if (/^1\.[01]$/.test(version)) throw atStart(file, `Version "${version}" is incomplete. Write "${version}.0".`);
  if (!/^1\.[01]\.\d+(-.+)?$/.test(version)) throw atStart(file, `Version "${version}" is not supported. ${VERSIONS}`);
}

/** Schemas of inputs are found by anchors too, as those of an OpenAPI document are. */
function withInputSchemas(document: ArazzoDocument): OpenApiDocument {
  const components = (document.components ?? {}) as Record<string, unknown>;
  // Only the schemas of the document are looked up.
  return { ...document, components: { ...components, schemas: components.inputs } } as unknown as OpenApiDocument;
}
