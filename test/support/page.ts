import { COLUMNS, nameOf, type Row, stateOf } from './row.ts';

/** Where the page is, from the root of the project. */
export const PAGE = 'docs/support.md';

const HEAD = `# Support of OpenAPI keywords

Every keyword of OpenAPI 3.0.4, 3.1.1 and 3.2.0 has a row. \`npm run support\` writes this page from the table in \`test/support/table.ts\`.

| state | meaning |
|---|---|
| yes | The keyword has an effect in this column. A test fails if the keyword is deleted from its document. |
| reported | The keyword has no effect in this column. \`keepspec build\` reports that as a warning with file, line and column. |
| not yet | The keyword has no effect in this column, and nothing is reported. The column may have no use for the keyword. |

| column | effect |
|---|---|
| types | TypeScript types of the document, of handlers and of the client. Comments count for keywords that only describe. |
| request | The server accepts other requests, rejects them differently, or handlers receive other values. |
| response | The server sends or validates responses of handlers differently. |
| mock | The mock accepts other requests or returns other responses. |
| verify | \`keepspec verify\` sends other requests or accepts other responses. |
| client | The generated client sends requests or reads responses differently. Its types are in the first column. |
| docs | The page of \`keepspec docs\` shows another text. |

The name of the test of a cell is the object, the keyword and the column: \`Schema minLength: request\`. The tests are in
\`test/support/\`. A keyword that its document needs has another value instead of being deleted.
`;

/** The page with every row of the table. */
export function writePage(table: Row[]): string {
  const objects = Map.groupBy(table, ({ object }) => object);
  const sections = [...objects].map(([object, rows]) => {
    const lines = rows.map((row) => {
      const states = COLUMNS.map((column) => stateOf(row, column));
      return `| ${[`\`${row.keyword}\``, ...states, row.definition ?? row.note ?? ''].join(' | ').trimEnd()} |`;
    });
    return `\n## ${object}\n\n| keyword | ${COLUMNS.join(' | ')} | note |\n|${'---|'.repeat(COLUMNS.length + 2)}\n${lines.join('\n')}\n`;
  });
  return HEAD + sections.join('');
}

/** Rows with the same name. */
export function repeatedNames(table: Row[]): string[] {
  const names = table.map(nameOf);
  return names.filter((name, index) => names.indexOf(name) !== index);
}
