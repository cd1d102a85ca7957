import type { PackageName } from './versions.ts';

export const TEMPLATES = ['express', 'node', 'hono', 'fastify'] as const;

/** The framework of a new project's server. */
export type Template = (typeof TEMPLATES)[number];

/** Parts of the server of a template. */
export type ServerTemplate = {
  dependencies: PackageName[];
  devDependencies: PackageName[];
  /** The text of `src/server.ts`. */
  server: (options: string) => string;
};

const START = `/** Address to listen on. In a container it must be 0.0.0.0. */
const HOST = process.env.HOST ?? 'localhost';

/** Starts the server. Port 0 takes a free one. */
export async function start(port: number): Promise<{ url: string; close: () => Promise<void> }> {`;

/** For servers of Node. */
const LISTEN = `  await once(server.listen(port, HOST), 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return { url: \`http://localhost:\${taken}\`, close };
}
`;

const NODE_IMPORTS = `import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
`;

const OWN_IMPORTS = (options: string): string => `import { contract } from '../generated/operations.ts';
import { handlers } from './handlers.ts';
${options.includes('security') ? "import { security } from './security.ts';\n" : ''}`;

export const SERVERS: Record<Template, ServerTemplate> = {
  express: {
    dependencies: ['express'],
    devDependencies: ['@types/express'],
    server: (options) => `${NODE_IMPORTS}import express from 'express';
import { createExpressRouter } from 'keepspec-runtime/express';
${OWN_IMPORTS(options)}
${START}
  const app = express();
  app.use(await createExpressRouter(${options}));
  const server = createServer(app);
${LISTEN}`,
  },
  node: {
    dependencies: [],
    devDependencies: [],
    server: (options) => `${NODE_IMPORTS}import { createNodeListener } from 'keepspec-runtime/node';
${OWN_IMPORTS(options)}
${START}
  const server = createServer(await createNodeListener(${options}));
${LISTEN}`,
  },
  hono: {
    dependencies: ['hono', '@hono/node-server'],
    devDependencies: [],
    server: (options) => `import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createFetchHandler } from 'keepspec-runtime/fetch';
${OWN_IMPORTS(options)}
${START}
  const handle = await createFetchHandler(${options});
  const app = new Hono();
  app.all('*', (context) => handle(context.req.raw, context));
  const server = createAdaptorServer({ fetch: app.fetch });
${LISTEN.replace('    server.closeAllConnections();\n', "    if ('closeAllConnections' in server) server.closeAllConnections();\n")}`,
  },
  fastify: {
    dependencies: ['fastify'],
    devDependencies: [],
    server: (options) => `import { fastify } from 'fastify';
import { createFastifyPlugin } from 'keepspec-runtime/fastify';
${OWN_IMPORTS(options)}
${START}
  const app = fastify({ forceCloseConnections: true });
  await app.register(await createFastifyPlugin(${options}));
  const url = await app.listen({ port, host: HOST });
  return { url, close: () => app.close() };
}
`,
  },
};
