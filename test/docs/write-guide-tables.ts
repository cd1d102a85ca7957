import { writeFile } from 'node:fs/promises';
import { startServer } from '../running-server.ts';
import { createGuideTables, withTable } from './guide-tables.ts';

// Writes the tables of docs/guides/ that are made from the contract.

const server = await startServer();
for (const table of await createGuideTables(server)) {
  await writeFile(table.file, await withTable(table));
  console.log(`${table.file}: ${table.marker}`);
}
await server.stop();
