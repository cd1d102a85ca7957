import { readFileSync } from 'node:fs';

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
