/** Versions of the packages that a new project installs, pinned exactly. A test compares them with this repository's. */
export const VERSIONS = {
  '@hono/node-server': '2.1.9',
  '@types/express': '5.0.6',
  '@types/node': '24.19.2',
  express: '5.3.0',
  fastify: '5.12.8',
  hono: '4.13.19',
  typescript: '5.9.3',
  vitest: '5.1.1',
} as const;

export type PackageName = keyof typeof VERSIONS;
