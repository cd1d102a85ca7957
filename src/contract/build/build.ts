import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleContract } from '../document/bundle.ts';
import type { CompiledContract } from '../document/compiled.ts';
import {
  type Contract,
  ContractError,
  type DocumentFault,
  describeFault,
  type OpenApiDocument,
  type Schema,
} from '../document/document.ts';
import { checkStructure } from '../document/explain.ts';
import { locateFaults } from '../document/locate.ts';
import { readContract } from '../document/operations.ts';
import { createFindSchema } from '../document/references.ts';
import { withoutResources } from '../document/resources.ts';
import type { FileReadOptions } from '../document/root.ts';
import { upgradeDocument } from '../document/upgrade.ts';
import { checkIdentifiers } from './check-identifiers.ts';
import { checkPaths } from './check-paths.ts';
import { checkReferences } from './check-references.ts';
import { checkSchemas } from './check-schemas.ts';
import { CLIENT_RUNTIME, writeClient } from './client.ts';
import { warnOfConditionalDefaults } from './conditional-defaults.ts';
import { withoutInvalidDefaults } from './default-values.ts';
import { createDefinitions } from './definitions.ts';
import { type DiscriminatorMode, decideDiscriminators } from './discriminators.ts';
import { findDocumentWarnings } from './document-warnings.ts';
import type { ExtraBodies } from './extra-bodies.ts';
import { writeOperations } from './handler-module.ts';
import { createHeader } from './header.ts';
import { evaluateModule, type Module, moduleText } from './module.ts';
import { generateTable } from './operations.ts';
import { createFindPlace } from './places.ts';
import { createSerializers } from './serializers.ts';
import { separateParts } from './shared-parts.ts';
import { isRootWorthThread, isWorthThread, startThread, type ThreadWork } from './thread.ts';
import { compileTogether, createLazyValidators, generateValidators } from './validators.ts';
import { addXmlReaders } from './xml-values.ts';

/** A file that is derived from the contract. */
export type Artefact = { name: string; text: string };

const TABLE_IMPORTS =
  "import * as serializers from './serializers.js';\nimport * as validators from './validators.js';\n\n";
const TABLE_TYPES = `import type { CompiledContract } from './operations.ts';

/** The contract as a server runs it. */
export const contract: CompiledContract;
`;

/** Receives what cannot be checked, as one line with its place, and in parts. */
type Warn = (line: string, fault: DocumentFault) => void;

type Generated = {
  contract: Contract;
  table: string;
  /** The schemas of the validators as definitions, and the names of those that the table uses. */
  root: Schema;
  validators: string[];
  serializers: Module;
};

export type BuildOptions = FileReadOptions & {
  /** Name of the document in the first line of the files; its path by default. */
  documentName?: string;
  /** Module specifier from which `client.ts` imports its runtime; by default `keepspec-runtime/client`. */
  clientRuntime?: string;
  /** Whether the tag of a discriminator decides which alternative a value is; by default its schemas do. */
  discriminator?: DiscriminatorMode;
  /** Called with each step before it begins. */
  onStep?: (what: string) => void;
};

function generate(document: OpenApiDocument, warn: (fault: DocumentFault) => void, extra: ExtraBodies = {}): Generated {
  const contract = readContract(document);
  const findPlace = createFindPlace(document);
  const definitions = createDefinitions(document, findPlace);
  const serializers = createSerializers(document, findPlace);
  const exported = new Set<string>();
  const table = generateTable(contract, { document, definitions, serializers, exported, warn, extra });
  const root = separateParts(definitions.root());
  return { contract, table, root, validators: [...exported], serializers: serializers.module() };
}

/**
 * Derives everything from a contract. The same contract gives the same bytes.
 *
 * @param file path of the root document
 * @param warn called with parts of the contract that cannot be checked
 * @throws ContractError when the contract cannot be read or compiled
 */
export async function buildArtefacts(
  file: string,
  warn: Warn = () => undefined,
  options: BuildOptions = {},
): Promise<Artefact[]> {
  const { documentName = file, clientRuntime = CLIENT_RUNTIME, discriminator = 'schemas' } = options;
  const { onStep = () => undefined, ...reading } = options;
  onStep('reading');
  const overlayWarnings: DocumentFault[] = [];
  const onWarning = (fault: DocumentFault): void => void overlayWarnings.push(fault);
  let thread = (await isRootWorthThread(file, reading)) ? startThread({ file, reading }) : undefined;
  try {
    const bundled = await bundleContract(file, { ...reading, onWarning });
    const openapi = `${JSON.stringify(bundled, null, 2)}\n`;
    thread ??= isWorthThread(openapi) ? startThread({ file, reading }) : undefined;
    onStep('structure');
    const structure = thread === undefined ? await checkStructure(file, reading) : undefined;
    const warnings: DocumentFault[] = [];
    const { document, types, generated, validators } = await afterStructure(thread, () => {
      for (const fault of findDocumentWarnings(bundled)) warnings.push(fault);
      return compile(bundled, { discriminator, thread, onStep, warn: (fault) => void warnings.push(fault) });
    });
    const all = [...overlayWarnings, ...(structure ?? (await thread?.structure) ?? []), ...warnings];
    const located = await locateFaults(new ContractError(all), file, reading, bundled);
    for (const fault of located.faults) warn(describeFault(fault), fault);
    onStep('types');
    const typesText = await types();
    const { contract, table, serializers } = generated;
    const header = createHeader(documentName);
    const client = { find: createFindSchema(document), runtime: clientRuntime };
    return [
      { name: 'openapi.json', text: openapi },
      { name: 'types.ts', text: header + typesText },
      { name: 'validators.js', text: moduleText(header, validators) },
      { name: 'validators.d.ts', text: declareModule(header, validators, 'Validate') },
      { name: 'serializers.js', text: moduleText(header, serializers) },
      { name: 'serializers.d.ts', text: declareModule(header, serializers, 'Serialize') },
      { name: 'contract.js', text: `${header}${TABLE_IMPORTS}${table}` },
      { name: 'contract.d.ts', text: `${header}${TABLE_TYPES}` },
      { name: 'operations.ts', text: await writeOperations(header, contract, document) },
      { name: 'client.ts', text: writeClient(header, contract, client) },
    ];
  } finally {
    thread?.stop();
  }
}

/** Faults of the structure are reported before those that follow from them, although another thread finds them. */
async function afterStructure<Result>(thread: ThreadWork | undefined, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    await thread?.structure;
    throw error;
  }
}

type CompileOptions = {
  discriminator: DiscriminatorMode;
  thread: ThreadWork | undefined;
  onStep: (what: string) => void;
  warn: (fault: DocumentFault) => void;
};

async function compile(bundled: OpenApiDocument, { discriminator, thread, onStep, warn }: CompileOptions) {
  const read = readSchemas(bundled, warn);
  const sent = thread?.writeTypes({ document: read, discriminator });
  const { checked: document, typed } = decideDiscriminators(read, discriminator, warn);
  onStep('schemas');
  const generated = generate(document, warn);
  // A document that a thread rejects is not compiled.
  await thread?.structure;
  onStep('validators');
  const { root, validators: names } = generated;
  const validators = await (thread ? compileTogether(root, names, thread) : generateValidators(root, names));
  return { document, types: () => sent ?? writeTypes(typed), generated, validators };
}

/** TypeScript takes half a second to load. */
async function writeTypes(document: OpenApiDocument): Promise<string> {
  const { generateTypes } = await import('./types.ts');
  return generateTypes(document);
}

function declareModule(header: string, { body }: Module, type: string): string {
  const names = [...body.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const lines = names.map((name) => `export const ${name}: ${type};\n`);
  return `${header}import type { ${type} } from './operations.ts';\n\n${lines.join('')}`;
}

/** The document in the normal form of `normalizeDocument`, after its schemas have been checked. */
function readSchemas(bundled: OpenApiDocument, warn: (fault: DocumentFault) => void): OpenApiDocument {
  const document = upgradeDocument(bundled);
  checkSchemas(document);
  checkPaths(document);
  checkIdentifiers(document);
  checkReferences(document);
  const plain = withoutInvalidDefaults(withoutResources(document), warn);
  warnOfConditionalDefaults(plain, warn);
  return plain;
}

/**
 * Builds a contract without files, for tools and tests. A server imports the `contract` of `operations.ts`, which needs
 * no code to be made while it runs. Each validator is compiled when it is first called.
 *
 * @param document bundled
 * @param extra bodies that are validated too, although no server of a built contract validates them
 * @throws ContractError when the contract cannot be compiled
 */
export function compileContract(
  document: OpenApiDocument,
  warn: Warn = () => undefined,
  discriminator: DiscriminatorMode = 'schemas',
  extra: ExtraBodies = {},
): CompiledContract {
  const warnOf = (fault: DocumentFault): void => warn(describeFault(fault), fault);
  const { checked } = decideDiscriminators(readSchemas(document, warnOf), discriminator, warnOf);
  const { contract, table, root, validators, serializers } = generate(checked, warnOf, extra);
  const run = new Function('validators', 'serializers', table.replace(/^export const contract =/m, 'return'));
  const compiled: CompiledContract = run(createLazyValidators(root, validators), evaluateModule(serializers));
  if (extra.requests || extra.responses) addXmlReaders(compiled, contract.operations, createFindSchema(checked));
  return compiled;
}

/** Writes the artefacts into a folder, which is made where it does not exist. */
export async function writeArtefacts(artefacts: Artefact[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of artefacts) await writeFile(join(folder, name), text);
}

/** Names of the artefacts that are missing from a folder or differ from its files. */
export async function findStaleArtefacts(artefacts: Artefact[], folder: string): Promise<string[]> {
  const stale: string[] = [];
  for (const { name, text } of artefacts) {
    const present = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (present !== text) stale.push(name);
  }
  return stale;
}
