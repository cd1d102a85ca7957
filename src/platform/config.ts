import { join } from 'node:path';
import { VARIABLES } from './config-variables.ts';
import { withoutPassword } from './database/postgres-url.ts';

import type { TracingVariables } from './tracing.ts';

type ConfigValues = { [Key in keyof typeof VARIABLES]: ReturnType<(typeof VARIABLES)[Key]['parse']> };

/** The configuration, with everything that follows from it. */
export type Config = Readonly<
  ConfigValues & { isProduction: boolean; requireHttpsOutbound: boolean; openTelemetry: TracingVariables }
>;

/** A configuration that cannot be used, with a sentence that names the variable. Shown without a stack trace. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration from the environment, once.
 *
 * @throws ConfigError naming the first variable with a wrong value
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const entries = Object.entries(VARIABLES).map(([key, variable]) => {
    const given = environment[variable.name];
    try {
      return [key, variable.parse(given === undefined || given === '' ? variable.default : given)];
    } catch (error) {
      // An address may contain a password.
      const shown = given && withoutPassword(given);
      const shownValue = 'secret' in variable ? '' : `; it is "${shown}"`;
      throw new ConfigError(`${variable.name} ${(error as Error).message}${shownValue}.`);
    }
  });
  // Each entry's value comes from the parser of its own key.
  const values = Object.fromEntries(entries) as ConfigValues;
  const isProduction = values.nodeEnv === 'production';
  return Object.freeze({
    ...values,
    databaseUrl: values.databaseUrl || `sqlite:${join(values.dataDir, 'voice-agents.db')}`,
    isProduction,
    requireHttpsOutbound: isProduction && !values.allowPrivateOutbound,
    openTelemetry: Object.freeze(
      Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('OTEL_'))),
    ),
  });
}

/** The variables as a Markdown table, for README.md. */
export function configTable(): string {
  const rows = Object.values(VARIABLES).map(
    ({ name, default: value, meaning }) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${meaning} |`,
  );
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
