import { type DiffContext, declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import { proveRequest } from '../proofs.ts';
import { anonymousTemplate } from './operation-pairs.ts';

/** Compares the paths of the servers of an operation: requests to a base path that is gone are not routed. */
export function compareBasePaths(pair: OperationPair): void {
  const { context, old, new: fresh } = pair;
  const pathsOf = ({ basePaths, path }: OperationPair['old']): string[] =>
    basePaths.map((base) => `${base}${anonymousTemplate(path)}`);
  const after = pathsOf(fresh);
  const lost = old.basePaths.filter((base) => !after.includes(`${base}${anonymousTemplate(old.path)}`));
  if (lost.length === 0) return;
  const isDeclared = serversOf(old).length > 0;
  const lostAll = lost.length === old.basePaths.length;
  context.report({
    kind: 'server.path-removed',
    direction: 'request',
    effect: 'narrowing',
    // Documents without servers do not say where the API is.
    ...(isDeclared && lostAll ? {} : { severity: 'risky' as const }),
    subject: subjectOf(fresh),
    about: lost.join(' '),
    message: `It is not served below ${lost.map((base) => `"${base === '' ? '/' : base}"`).join(', ')} any more.`,
    ...{ old: old.basePaths, new: fresh.basePaths },
    // One change of all operations, whose places are the servers.
    pointers: { old: serverPointer(old), new: serverPointer(fresh) },
    isShared: true,
    // Routing decides, which no validation of the rest of the request knows.
    prove: () => proveRequest(context.compile, declarationsOf(pair, 'narrowing'), undefined, () => true),
  });
}

function serversOf({ value, document }: OperationPair['old']): unknown[] {
  const { servers = document.servers } = value;
  return Array.isArray(servers) ? servers : [];
}

function serverPointer({ value, pointer }: OperationPair['old']): string {
  return Array.isArray(value.servers) ? `${pointer}/servers` : '#/servers';
}

/** Compares the hosts of the servers of the whole API. */
export function compareHosts({ old, new: fresh, policy, report }: DiffContext): void {
  const [before, after] = [hostsOf(old.document.servers), hostsOf(fresh.document.servers)];
  const removed = [...before].filter((host) => !after.has(host));
  const added = [...after].filter((host) => !before.has(host));
  if (removed.length === 0 && added.length === 0) {
    reportDefaults({ old, new: fresh, policy, report });
    return;
  }
  report({
    kind: 'server.host',
    direction: 'request',
    severity: removed.length === 0 ? 'docs' : policy.changedHost,
    subject: { kind: 'api' },
    about: [...removed, ...added].join(' '),
    message: [
      ...(removed.length === 0 ? [] : [`The server ${removed.join(', ')} is not listed any more.`]),
      ...(added.length === 0 ? [] : [`The server ${added.join(', ')} is new.`]),
    ].join(' '),
    ...{ old: [...before], new: [...after] },
    pointers: { old: '#/servers', new: '#/servers' },
  });
}

/** Clients that set no variable call another server, though all servers are the same. */
function reportDefaults({
  old,
  new: fresh,
  policy,
  report,
}: Pick<DiffContext, 'old' | 'new' | 'policy' | 'report'>): void {
  const before = new Map(serversWithVariables(old).map((server) => [server.url, server.variables]));
  for (const [index, { url, variables }] of serversWithVariables(fresh).entries()) {
    for (const [name, variable] of Object.entries(variables)) {
      const other = before.get(url)?.[name];
      if (other?.default === variable.default || !other?.enum?.includes(variable.default ?? '')) continue;
      report({
        kind: 'server.host',
        direction: 'request',
        severity: policy.changedHost,
        subject: { kind: 'api' },
        about: `${url} ${name}`,
        message: `The default of the server variable "${name}" is "${variable.default}" instead of "${other.default}".`,
        ...{ old: other.default, new: variable.default },
        pointers: { old: '#/servers', new: `#/servers/${index}/variables/${name}/default` },
      });
    }
  }
}

function serversWithVariables({ document }: DiffContext['old']): Required<VariedServer>[] {
  return ((document.servers ?? []) as VariedServer[]).map(({ url = '/', variables = {} }) => ({ url, variables }));
}

/** A variable with one value is that value. */
function hostsOf(servers: object[] = []): Set<string> {
  const hosts = servers.flatMap((server) => {
    const { url = '', variables = {} } = server as VariedServer;
    let texts = [/^([a-z{}][a-z0-9+.{}-]*:)?\/\/[^/?#]*/i.exec(url)?.[0] ?? ''];
    for (const [name, { default: fallback = '', enum: listed = [fallback] }] of Object.entries(variables))
      texts = texts.flatMap((text) =>
        text.includes(`{${name}}`) ? listed.slice(0, 20).map((value) => text.replaceAll(`{${name}}`, value)) : [text],
      );
    return texts.map((text) => text.toLowerCase()).filter((text) => text !== '');
  });
  return new Set(hosts);
}

type VariedServer = { url?: string; variables?: Record<string, { default?: string; enum?: string[] }> };
