import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A receiver of webhooks in a process of its own. The path of a request is the milliseconds that its response takes.

let received = 0;
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    received++;
    const delayMs = Number(request.url?.slice(1));
    if (delayMs > 0) setTimeout(() => response.writeHead(204).end(), delayMs);
    else response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.on('message', () => process.send?.({ received }));
process.on('disconnect', () => process.exit());
