import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { observeContract } from '../src/contract/verify/observe/middleware.ts';
import { exampleOf, makeDocument } from './document.ts';
import { createWork, type Json } from './work.ts';

// A bare server of agents, with the middleware of `keepspec/observe` if FOLDER names its folder.

const { FOLDER } = process.env;
const document = await makeDocument(2);
const { authenticate, create, get } = createWork(exampleOf(document, 'createAgent.response.full'));
const observe = FOLDER === undefined ? undefined : observeContract(document as never, { folder: FOLDER });

const server = createServer((request, response) => {
  const respond = async (): Promise<void> => {
    const bytes = Buffer.concat(await request.toArray());
    if (authenticate(request.headers.authorization) === undefined) return void response.writeHead(401).end();
    const id = request.url?.split('/').at(-1) ?? '';
    const answer = request.method === 'POST' ? create(JSON.parse(bytes.toString()) as Json) : get(id);
    if (answer === undefined) return void response.writeHead(404).end();
    const text = JSON.stringify(answer.body);
    const length = Buffer.byteLength(text);
    response.writeHead(answer.status, {
      ...{ 'content-type': 'application/json', 'content-length': length },
      ...answer.headers,
    });
    response.end(text);
  };
  if (observe === undefined) void respond();
  else observe(request, response, () => void respond());
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
