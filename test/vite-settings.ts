/** What `npm create vite` writes for the TypeScript of an application, without its `types`. */
export const VITE = {
  target: 'es2023',
  module: 'esnext',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  skipLibCheck: true,
  moduleResolution: 'bundler',
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  moduleDetection: 'force',
  noEmit: true,
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  erasableSyntaxOnly: true,
  noFallthroughCasesInSwitch: true,
  noUncheckedSideEffectImports: true,
};

/** What `create-next-app` writes for the TypeScript of an application, without its plugin. */
export const NEXT = {
  // The template has es2017. Tests compile the sources of the client in place of its declarations, which need es2018.
  target: 'es2018',
  lib: ['dom', 'dom.iterable', 'esnext'],
  allowJs: true,
  skipLibCheck: true,
  strict: true,
  noEmit: true,
  esModuleInterop: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  // The template has no such option, but the files of the recipes import one another with their endings.
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  isolatedModules: true,
  jsx: 'react-jsx',
  incremental: false,
};
