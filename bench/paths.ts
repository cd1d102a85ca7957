// Not below node_modules, where Node does not run TypeScript.
export const CACHE = new URL('.cache/', import.meta.url);

/** Servers and peers, compiled. */
export const SERVERS = new URL('servers/', CACHE);

/** Files of the folder `CACHE`, which a compiled server cannot find by its own address. */
export type Files = {
  document: URL;
  /** The module that `build` makes of it. */
  built: URL;
  /** The agent that every server knows from its start. */
  stored: URL;
};

export function filesOf(operations: number, cache = CACHE): Files {
  const folder = new URL(`${operations}/`, cache);
  return {
    document: new URL('document.json', folder),
    built: new URL('contract.js', folder),
    stored: new URL('agent.json', cache),
  };
}
