import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { createMockServer } from '@scalar/mock-server';

const document = JSON.parse(await readFile('node_modules/@scalar/galaxy/dist/3.1.json', 'utf8'));
const { fetch } = await createMockServer({ document });
serve({ fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
