import { beforeEach } from 'vitest';

/** Characters of a title of a test or a group. A longer one holds a value that belongs into the test. */
const LONGEST_TITLE = 300;

type Titled = { name: string; suite?: Titled | undefined };

/** @throws Error when the title of a test, or of a group around it, is too long to be read in a report */
export function checkTitles(task: Titled): void {
  for (let part: Titled | undefined = task; part !== undefined; part = part.suite) {
    if (part.name.length <= LONGEST_TITLE) continue;
    const { name } = part;
    throw new Error(
      `A title has ${name.length} characters; at most ${LONGEST_TITLE} are allowed: ${name.slice(0, 60)}…`,
    );
  }
}

beforeEach(({ task }) => checkTitles(task));
