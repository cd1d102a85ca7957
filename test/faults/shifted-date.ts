import { readFileSync } from 'node:fs';
import { Server, type ServerResponse } from 'node:http';

// Loaded before a server (`--import`) on a machine without libfaketime: shifts its clock by the seconds in a file.

const file = process.env.CLOCK_FILE ?? '';
let offsetMs = 0;
const readOffset = (): void => {
  offsetMs = Number(readFileSync(file, 'utf8')) * 1000;
};
readOffset();
setInterval(readOffset, 100).unref();

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + offsetMs] : given, newTarget),
  get: (target, name, receiver) =>
    name === 'now' ? () => RealDate.now() + offsetMs : Reflect.get(target, name, receiver),
});

// Node sets the `Date` header by a clock of its own.
const emit = Server.prototype.emit;
Server.prototype.emit = function (this: Server, event: string, ...given: unknown[]): boolean {
  if (event === 'request') (given[1] as ServerResponse).setHeader('Date', new Date().toUTCString());
  return Reflect.apply(emit, this, [event, ...given]);
};
