import { readFile } from 'node:fs/promises';

/** The shell blocks of a page of this repository, in their order. */
export async function shellBlocks(page: string): Promise<string[]> {
  const text = await readFile(new URL(`../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
}

/** The commands of a shell block. A command can have several lines, of which all but the first are indented. */
export function commandsIn(block: string): string[] {
  return block.split(/^(?=\S)/m).flatMap((text) => {
    const command = text.trim();
    return command === '' || command.startsWith('#') ? [] : [command];
  });
}

/**
 * The only shell block of a page that contains a text.
 *
 * @throws Error if there is none or several
 */
export async function blockWith(text: string, page: string): Promise<string> {
  const [block, ...others] = (await shellBlocks(page)).filter((one) => one.includes(text));
  if (block === undefined || others.length > 0)
    throw new Error(
      `${page} must have one shell block with "${text}", and has ${block === undefined ? 0 : 1 + others.length}.`,
    );
  return block;
}
