import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Whether a file has no error of types with another text in its place. */
export type Typecheck = (file: string, text: string) => boolean;

/**
 * A compiler that holds the whole program and checks one changed file after another. What a change breaks in other files is
 * not seen.
 */
export function createTypecheck(root: string): Typecheck {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const changed = new Map<string, { text: string; version: number }>();
  const service = ts.createLanguageService(
    {
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: (name) => String(changed.get(name)?.version ?? 0),
      getScriptSnapshot: (name) => {
        const text = changed.get(name)?.text ?? (ts.sys.fileExists(name) ? readFileSync(name, 'utf8') : undefined);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
    },
    ts.createDocumentRegistry(),
  );
  const put = (name: string, text: string): void => {
    changed.set(name, { text, version: (changed.get(name)?.version ?? 0) + 1 });
  };
  return (file, text) => {
    const name = join(root, file);
    const before = readFileSync(name, 'utf8');
    put(name, text);
    const isSound =
      service.getSyntacticDiagnostics(name).length === 0 && service.getSemanticDiagnostics(name).length === 0;
    put(name, before);
    return isSound;
  };
}
