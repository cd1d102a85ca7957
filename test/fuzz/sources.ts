import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import type { Case } from '../cases/case.ts';

/** A document to mutate. */
export type FuzzSource = { name: string; document: object };

const CASES = join(import.meta.dirname, '../cases');
const OWN = join(import.meta.dirname, 'documents');
const EXAMPLES = join(import.meta.dirname, '../../node_modules/@readme/oas-examples');
const CONTRACT = join(import.meta.dirname, '../../generated/openapi.json');

/** Larger documents take seconds for each mutant. */
const LARGEST_EXAMPLE = 60_000;

/** Documents of a few kilobytes, of each version: those of the cases, and those that were written for this test. */
export function smallDocuments(): FuzzSource[] {
  const cases = namesIn(CASES, '.json').flatMap((name): FuzzSource[] => {
    const { document } = JSON.parse(readFileSync(join(CASES, name), 'utf8')) as Case;
    return document === undefined ? [] : [{ name, document }];
  });
  const yaml = [CASES, OWN].flatMap((folder) =>
    namesIn(folder, '.yaml').map((name) => ({
      name,
      document: parseYaml(readFileSync(join(folder, name), 'utf8')) as object,
    })),
  );
  return [...cases, ...yaml.filter(({ document }) => 'openapi' in document || 'swagger' in document)];
}

/** All documents: the small ones, this repository's contract, and public examples. */
export function allDocuments(): FuzzSource[] {
  const examples = ['2.0', '3.0', '3.1'].flatMap((version) => {
    const folder = join(EXAMPLES, version, 'json');
    return namesIn(folder, '.json').flatMap((name): FuzzSource[] => {
      const text = readFileSync(join(folder, name), 'utf8');
      return text.length > LARGEST_EXAMPLE ? [] : [{ name: `${version}/${name}`, document: JSON.parse(text) }];
    });
  });
  const contract = { name: 'openapi.json', document: JSON.parse(readFileSync(CONTRACT, 'utf8')) as object };
  return [...smallDocuments(), ...examples, contract];
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .toSorted();
}
