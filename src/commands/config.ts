import { configTable } from '../platform/config.ts';

process.stdout.write(`${configTable()}\n`);
