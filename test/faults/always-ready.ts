import { Server, type ServerResponse } from 'node:http';

// A defect, loaded before a server (`--import`): `/readyz` returns 200 whatever is wrong.

const emit = Server.prototype.emit;
Server.prototype.emit = function (this: Server, event: string, ...given: unknown[]): boolean {
  const [request, response] = given as [{ url?: string } | undefined, ServerResponse];
  if (event !== 'request' || request?.url !== '/readyz') return Reflect.apply(emit, this, [event, ...given]);
  response.end('{"status":"ok"}');
  return true;
};
