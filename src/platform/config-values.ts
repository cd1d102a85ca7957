import { isPostgresUrl, parsePostgresUrl } from './database/postgres-url.ts';
import { canonicalOrigin } from './origins.ts';

/** A variable of the environment: its name, its default as text, its meaning, and its parser. */
export type Variable<Value> = {
  name: string;
  default: string;
  meaning: string;
  /** Its value is not shown in messages. */
  secret?: true;
  /** Throws an Error whose message completes "NAME …". */
  parse: (text: string) => Value;
};

// Each makes the value of a variable from its text, or throws an Error whose message completes "NAME …".

export const text = (value: string): string => value;

export const choice =
  <Value extends string>(...values: Value[]) =>
  (value: string): Value => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`);
    return found;
  };

export const integer =
  (least: number, most: number) =>
  (value: string): number => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isInteger(number) || number < least || number > most) {
      throw new Error(`must be an integer from ${least} to ${most}`);
    }
    return number;
  };

/** A port, or none. */
export const optionalPort = (value: string): number | undefined =>
  value === '' ? undefined : integer(0, 65535)(value);

export const flag = (value: string): boolean => choice('true', 'false')(value) === 'true';

const hasProtocol = (value: string, ...protocols: string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

export const httpUrl = (value: string): string => {
  if (value !== '' && !hasProtocol(value, 'http:', 'https:')) {
    throw new Error('must be an http or https URL, or empty');
  }
  return value;
};

export const webSocketUrl = (value: string): string => {
  if (!hasProtocol(value, 'ws:', 'wss:', 'http:', 'https:')) throw new Error('must be a ws or wss URL');
  return value;
};

export const tokens = (value: string): readonly string[] => {
  const list = value === '' ? [] : value.split(',');
  if (!list.every((token) => /^[\x21-\x7E]{32,}$/.test(token))) {
    throw new Error('must be tokens of 32 or more visible ASCII characters, separated by commas');
  }
  return list;
};

export const origins = (value: string): readonly string[] => {
  const list = value === '' ? [] : value.split(',');
  const isOrigin = (text: string): boolean => text === '*' || canonicalOrigin(text) === text;
  if (!list.every(isOrigin)) throw new Error('must be origins such as https://example.com, separated by commas, or *');
  return list;
};

export const databaseUrl = (value: string): string => {
  if (isPostgresUrl(value)) parsePostgresUrl(value);
  else if (value !== '' && !/^sqlite:.+/.test(value)) {
    throw new Error('must be sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST/DATABASE, or empty');
  }
  return value;
};

/** A rate limit as a variable says it: requests a second and at once. Null for none. */
export type Rate = { perSecond: number; burst: number } | null;

/** `NAME=20/60` or `NAME=off`, separated by commas, by the name of the workspace. */
export const workspaceRates = (value: string): ReadonlyMap<string, Rate> => {
  const entries = value === '' ? [] : value.split(',');
  const rates = new Map<string, Rate>();
  for (const entry of entries) {
    const [, name = '', perSecond, burst] =
      /^\s*([^=]+?)\s*=\s*(?:off|([1-9]\d{0,5})\/([1-9]\d{0,5}))\s*$/.exec(entry) ?? [];
    if (name === '' || rates.has(name)) {
      throw new Error(
        'must name each workspace once, as in NAME=20/60,OTHER=off: requests a second / requests at once',
      );
    }
    rates.set(name, perSecond === undefined ? null : { perSecond: Number(perSecond), burst: Number(burst) });
  }
  return rates;
};
