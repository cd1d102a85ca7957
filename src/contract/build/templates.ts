import { readFile } from 'node:fs/promises';

/** The package has templates as `.txt`: TypeScript prefers a `.ts` file to its declarations. */
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.txt';

/** The text of a source that generated files embed. */
export function readTemplate(name: 'compiled' | 'handler-types' | 'marker-types'): Promise<string> {
  const folder = name === 'compiled' ? '../document/' : './';
  return readFile(new URL(`${folder}${name}${ENDING}`, import.meta.url), 'utf8');
}
