// Not below node_modules, where Node does not run TypeScript.
const CACHE = new URL('.cache/', import.meta.url);

/** The agent that every server knows from its start. */
export const STORED = new URL('agent.json', CACHE);

/** The document of so many operations, and the module that `contract build` makes of it. */
export function filesOf(operations: number): { document: URL; built: URL } {
  const folder = new URL(`${operations}/`, CACHE);
  return { document: new URL('document.json', folder), built: new URL('operations.ts', folder) };
}
