import { fileURLToPath } from 'node:url';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { fragmentTokens, isObject } from '../../src/contract/document/references.ts';
import { DOCUMENTS } from '../documents/documents.ts';
import { valueAt } from './edit.ts';

type Json = Record<string, unknown>;

/** A document with one operation, webhook or path item, and the components that it refers to. */
export type Cut = { document: string; name: string; cut: OpenApiDocument };

const OWN = 'voice-agents';
/** One large document more would only repeat what others have. */
const LEFT_OUT = new Set(['github', 'figma-split', 'train-travel-split', 'star-trek-split']);

/** Names of the documents that are edited. */
export const NAMES: string[] = [OWN, ...DOCUMENTS.map(({ name }) => name).filter((name) => !LEFT_OUT.has(name))];

/** A document of the corpus, or this project's contract, bundled. */
export function readDocument(name: string): Promise<OpenApiDocument> {
  if (name === OWN) return bundleContract(pathOf('../../openapi/openapi.yaml'));
  const found = DOCUMENTS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no document "${name}".`);
  const { package: source, file } = found;
  return bundleContract(pathOf(source === undefined ? `../documents/${file}` : `../../node_modules/${source}/${file}`));
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** A document as many, each with one operation. */
export function cutDocument(document: string, whole: OpenApiDocument): Cut[] {
  // Its operations refer to each other.
  if (JSON.stringify(whole).includes('"$ref":"#/paths/')) return [{ document, name: 'all', cut: whole }];
  const cuts: Cut[] = [];
  for (const holder of ['paths', 'webhooks'] as const) {
    for (const [path, item] of Object.entries(whole[holder] ?? {})) {
      if (!isObject(item) || path.startsWith('x-') || typeof item.$ref === 'string') continue;
      const further = isObject(item.additionalOperations) ? item.additionalOperations : {};
      const shared = Object.entries(item).filter(([key]) => !METHODS.includes(key) && key !== 'additionalOperations');
      const one = (method: string, own: Json): Cut => {
        const parts = { [holder]: { [path]: { ...Object.fromEntries(shared), ...own } } };
        return { document, name: `${method} ${path}`, cut: withComponents(whole, parts) };
      };
      for (const method of METHODS) if (item[method] !== undefined) cuts.push(one(method, { [method]: item[method] }));
      for (const [method, operation] of Object.entries(further)) {
        cuts.push(one(method, { additionalOperations: { [method]: operation } }));
      }
    }
  }
  return cuts;
}

function withComponents(whole: OpenApiDocument, parts: Json): OpenApiDocument {
  const { paths: _paths, webhooks: _webhooks, components: _components, ...rest } = whole as unknown as Json;
  const components: Record<string, Json> = {};
  const queue: unknown[] = [parts, { security: rest.security }];
  const add = (kind: string, name: string): void => {
    const held = (whole.components as Record<string, Json> | undefined)?.[kind];
    if (held === undefined || !Object.hasOwn(held, name) || components[kind]?.[name] !== undefined) return;
    components[kind] = { ...components[kind], [name]: held[name] };
    queue.push(held[name]);
  };
  for (const value of queue) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (
        (key === '$ref' || key === '$dynamicRef') &&
        typeof member === 'string' &&
        member.startsWith('#/components/')
      ) {
        const [, kind, name] = fragmentTokens(member.slice(1));
        if (kind !== undefined && name !== undefined) add(kind, name);
      }
      if (key === 'mapping' && isObject(member)) {
        for (const target of Object.values(member)) {
          const name = String(target).split('/').at(-1);
          if (name !== undefined) add('schemas', name);
        }
      }
      if (key === 'security' && Array.isArray(member)) {
        for (const scheme of member.flatMap((one) => Object.keys(one ?? {}))) add('securitySchemes', scheme);
      }
      queue.push(member);
    }
  }
  // Anchors are found in any of them.
  const isAnchored = JSON.stringify(whole).includes('nchor":');
  const schemas = (isAnchored ? whole.components?.schemas : components.schemas) ?? {};
  // Nothing refers to it, so that nothing that is done to it may matter.
  const unused = { type: 'object', properties: { id: { type: 'string', maxLength: 5 } }, required: ['id'] };
  const all = { ...components, schemas: { ...schemas, UnusedByAnything: unused } };
  const paths = 'paths' in parts ? {} : { paths: {} };
  // The members are those of the document.
  return { ...rest, ...paths, ...parts, components: all } as unknown as OpenApiDocument;
}

/** Whether a pointer leads into what nothing refers to. */
export function isUnused(tokens: string[]): boolean {
  return tokens[2] === 'UnusedByAnything' && valueAt(tokens, ['0']) === 'components';
}
