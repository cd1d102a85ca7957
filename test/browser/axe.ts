import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The rules of axe that a color scheme changes. */
export const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

type Violation = { impact: string | null; id: string; nodes: { html: string; failureSummary?: string }[] };

export type Evaluate = (code: string) => Promise<unknown>;

/** Returns a function that runs code as a debugger does: the content security policy of the page does not forbid it. */
export async function createEvaluate(page: Page): Promise<Evaluate> {
  const session = await page.context().newCDPSession(page);
  return async (expression) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', options);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  };
}

/**
 * The serious and critical violations that axe-core finds in a page.
 *
 * @param rules if only some are wanted
 */
export async function findViolations(evaluate: Evaluate, rules?: string[]): Promise<string[]> {
  await evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const options = { resultTypes: ['violations'], ...(rules === undefined ? {} : { runOnly: rules }) };
  const found = await evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`);
  return (found as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
