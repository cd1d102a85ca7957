import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGE, writePage } from './page.ts';
import { TABLE } from './table.ts';

writeFileSync(join(import.meta.dirname, '..', '..', PAGE), writePage(TABLE));
