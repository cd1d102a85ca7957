import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { merge, parseSettings, UNSET } from '../../../src/api/agents/settings.ts';
import { schemaDefaults } from '../../../src/contract/serve/schema.ts';
import { document } from '../../contract/matchers.ts';

const OTHER = {
  ...{ name: 'n', prompt: 'p', first_message: 'f', language: 'de', voice_id: 'jack', temperature: 0.1 },
  ...{ llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example', llm_extra_body: { a: 1 } },
  ...{ widget_config: { style: 'fab' }, is_public: true, allowed_origins: ['https://a.example'] },
  ...{
    hostname_allowlist: ['a.example'],
    memory_enabled: true,
    memory_retention_days: 7,
    webhook_url: 'https://h.example',
  },
  ...{ amd: { ...UNSET.amd, enabled: true }, save_audio_recording: true, navigator_mode: true },
  ...{ ivr_memory_enabled: false, tts_speaking_rate: 1.5, tts_playback_rate: 1.6, response_delay_seconds: 1.7 },
  ...{ inactivity_timeout_seconds: 18, background_noise_preset: 'cafe', background_noise_volume: 0.9 },
  ...{ stt_override: 'flux' },
} as const satisfies Record<keyof typeof UNSET, unknown>;

describe('settings as another version stored them', () => {
  test('read back as they were stored', () => {
    expect(parseSettings(JSON.stringify(OTHER))).toEqual(OTHER);
  });

  test.each(Object.keys(UNSET) as (keyof typeof UNSET)[])('without %s, which reads as unset', (field) => {
    const { [field]: _, ...stored } = OTHER;
    expect(parseSettings(JSON.stringify(stored))).toEqual({ ...OTHER, [field]: UNSET[field] });
  });

  test('with a field that this version does not know, which is left out', () => {
    expect(parseSettings(JSON.stringify({ ...OTHER, later: true }))).toEqual(OTHER);
  });

  test('are complete and in one order, whatever the stored order', () => {
    const reversed = Object.fromEntries(Object.entries(OTHER).reverse());
    expect(Object.keys(parseSettings(JSON.stringify(reversed)))).toEqual(Object.keys(UNSET));
    expect(Object.keys(parseSettings('{}'))).toEqual(Object.keys(UNSET));
  });
});

test('what is unset is what the contract states as the default of a creation request', () => {
  const created = merge(UNSET, schemaDefaults(document, 'CreateAgentRequest'));
  expect(created).toEqual(UNSET);
  const required = ['name', 'voice_id'];
  const defaults = Object.keys(schemaDefaults(document, 'CreateAgentRequest'));
  expect([...defaults, ...required].sort()).toEqual(Object.keys(UNSET).sort());
});

describe('a new field of the contract that the code does not store', () => {
  const SETTINGS = fileURLToPath(new URL('../../../src/api/agents/settings.ts', import.meta.url));
  const TYPES = fileURLToPath(new URL('../../../generated/types.ts', import.meta.url));
  const types = readFileSync(TYPES, 'utf8');

  /** Errors of the compiler in settings.ts once these schemas of the contract have a field `mood`. */
  function errorsWith(schemas: string[]): string[] {
    let text = types;
    for (const schema of schemas)
      text = text.replace(`        ${schema}: {\n`, (line) => `${line}            mood?: string;\n`);
    const options: ts.CompilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
      ...{ allowImportingTsExtensions: true, target: ts.ScriptTarget.ES2024, types: [] },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (file, language, ...rest) =>
      file === TYPES ? ts.createSourceFile(file, text, language) : getSourceFile(file, language, ...rest);
    const program = ts.createProgram([SETTINGS], options, host);
    const source = program.getSourceFile(SETTINGS);
    return ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').replaceAll(/\s+/g, ' '));
  }

  test('is none today', () => expect(errorsWith([])).toEqual([]));

  test.each([
    ['of an agent and its requests', ['Agent', 'CreateAgentRequest', 'UpdateAgentRequest'], 'mood'],
    ['of an agent alone', ['Agent'], 'mood'],
    ['of an update alone', ['UpdateAgentRequest'], '"mood"'],
    ['of a creation alone', ['CreateAgentRequest'], '"mood"'],
  ])('does not compile: %s', (_where, schemas, name) => {
    expect(errorsWith(schemas).join('\n')).toContain(name);
  });
});
