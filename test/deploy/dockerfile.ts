import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What an image says of the process that runs in it. */
export type Image = {
  /** Where its files are; absolute paths of the image are below it. */
  root: string;
  folder: string;
  environment: Record<string, string>;
  user: string;
  command: string[];
  healthCheck: string[];
};

type Instruction = { name: string; rest: string };

function parse(text: string): Instruction[] {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { name, rest };
    });
}

/** The files of the context that `.dockerignore` lets in: it excludes everything and names exceptions. */
async function readContext(context: string): Promise<Set<string>> {
  const lines = (await readFile(join(context, '.dockerignore'), 'utf8'))
    .split('\n')
    .filter((line) => !/^(#|$)/.test(line));
  if (lines[0] !== '*' || lines.slice(1).some((line) => !line.startsWith('!'))) {
    throw new Error('.dockerignore must be * and exceptions, which is what this reads.');
  }
  return new Set(lines.slice(1).map((line) => line.slice(1)));
}

/**
 * Executes the instructions of a Dockerfile as plain commands, each stage in a folder of its own. The base image is this
 * machine.
 *
 * @param context the folder with the Dockerfile
 * @param target an empty folder
 * @throws Error for an instruction that it does not know
 */
export async function executeDockerfile(context: string, target: string): Promise<Image> {
  const allowed = await readContext(context);
  const stages = new Map<string, string>();
  let image: Image = { root: '', folder: '', environment: {}, user: '', command: [], healthCheck: [] };
  for (const { name, rest } of parse(await readFile(join(context, 'Dockerfile'), 'utf8'))) {
    const inside = (path: string): string =>
      path.startsWith('/') ? join(image.root, path) : resolve(image.folder, path);
    switch (name) {
      case 'ARG':
      case 'EXPOSE':
      case 'VOLUME':
        break;
      case 'FROM': {
        const root = join(target, String(stages.size));
        image = { root, folder: root, environment: {}, user: '', command: [], healthCheck: [] };
        stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? String(stages.size), root);
        await mkdir(root, { recursive: true });
        break;
      }
      case 'WORKDIR':
        image.folder = inside(rest);
        await mkdir(image.folder, { recursive: true });
        break;
      case 'ENV': {
        const [, key = '', value = ''] = /^(\w+)=(\S*)$/.exec(rest) ?? [];
        image.environment[key] = value;
        break;
      }
      case 'COPY': {
        const words = rest.split(/\s+/);
        const from = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1];
        const paths = from === undefined ? words : words.slice(1);
        const to = paths.at(-1) ?? '';
        for (const path of paths.slice(0, -1)) {
          if (from === undefined && !allowed.has(path)) throw new Error(`.dockerignore keeps ${path} out.`);
          const source = from === undefined ? join(context, path) : join(stages.get(from) ?? '', path);
          const place = to.endsWith('/') ? join(inside(to), path) : inside(to);
          await mkdir(dirname(place), { recursive: true });
          await cp(source, place, { recursive: true });
        }
        break;
      }
      case 'RUN': {
        if (rest.startsWith('npm ci') && !rest.includes('--omit')) {
          // All packages are those of this checkout, which the same command has installed.
          await symlink(join(context, 'node_modules'), join(image.folder, 'node_modules'));
          break;
        }
        // Absolute paths of the image are below its root.
        const command = rest.replaceAll(/(?<=\s)\/(?=\w)/g, `${image.root}/`);
        await run('sh', ['-ec', command], { cwd: image.folder });
        break;
      }
      case 'USER':
        image.user = rest;
        break;
      case 'HEALTHCHECK':
        image.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD') + 3)) as string[];
        break;
      case 'CMD':
        image.command = JSON.parse(rest) as string[];
        break;
      default:
        throw new Error(`The instruction ${name} is not known here.`);
    }
  }
  return image;
}
