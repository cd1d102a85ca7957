import type { Contract, OpenApiDocument } from '../../document/document.ts';
import { followReference, isObject, toPointer } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import { type DiffContext, declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import { proveRequest } from '../proofs.ts';

/** An alternative of the security of an operation: scopes by the identity of the scheme. */
type CredentialSets = Map<string, Set<string>>;

/** Compares which credentials an operation accepts: each set of credentials that was enough must still be. */
export function compareSecurity(pair: OperationPair): void {
  const { context, old, new: fresh } = pair;
  const before = readAlternatives(context.old, old.security);
  const after = readAlternatives(context.new, fresh.security);
  const subject = subjectOf(fresh);
  const pointers = changedScheme(pair) ?? { old: securityPlace(old), new: securityPlace(fresh) };
  const facts = { subject, pointers, old: old.security, new: fresh.security, isShared: true };
  const lost = before.filter((one) => !after.some((other) => isEnough(one, other)));
  const gained = after.filter((one) => !before.some((other) => isEnough(one, other)));
  if (lost.length > 0) {
    context.report({
      ...facts,
      kind: 'security.stricter',
      direction: 'request',
      effect: 'narrowing',
      severity: context.policy.stricterSecurity,
      about: lost.map(describeAlternative).join(' or '),
      message: `Requests with ${lost.map(describeAlternative).join(' or ')} are rejected. It needs ${listAlternatives(after)}.`,
      // The sets of credentials decide, which no validation of the rest of the request knows.
      prove: () => proveRequest(context.compile, declarationsOf(pair, 'narrowing'), undefined, () => true),
    });
  }
  if (gained.length > 0) {
    context.report({
      ...facts,
      kind: 'security.looser',
      direction: 'request',
      effect: 'widening',
      about: gained.map(describeAlternative).join(' or '),
      message: `Requests with ${gained.map(describeAlternative).join(' or ')} are accepted too.`,
    });
  }
}

/** The security of an operation, or of the whole document. */
function securityPlace({ value, pointer }: OperationPair['old']): string {
  return value.security === undefined ? '#/security' : `${pointer}/security`;
}

/** The scheme that changed, if both documents name the same schemes: all operations that name it have one change. */
function changedScheme({ context, old, new: fresh }: OperationPair): { old: string; new: string } | undefined {
  if (canonical(old.security) !== canonical(fresh.security)) return undefined;
  const [before, after] = [context.old, context.new].map(({ document, contract }) =>
    schemeIdentities(document, contract),
  );
  const name = old.security.flatMap(Object.keys).find((one) => before?.get(one) !== after?.get(one));
  if (name === undefined) return undefined;
  const pointer = toPointer(['components', 'securitySchemes', name]);
  return { old: pointer, new: pointer };
}

function isEnough(given: CredentialSets, needed: CredentialSets): boolean {
  return [...needed].every(([scheme, scopes]) => {
    const has = given.get(scheme);
    return has !== undefined && [...scopes].every((scope) => has.has(scope));
  });
}

function readAlternatives(
  { document, contract }: { document: OpenApiDocument; contract: Contract },
  security: Record<string, string[]>[],
): CredentialSets[] {
  const list = security.length === 0 ? [{}] : security;
  const identities = schemeIdentities(document, contract);
  return list.map(
    (alternative) =>
      new Map(Object.entries(alternative).map(([name, scopes]) => [identities.get(name) ?? name, new Set(scopes)])),
  );
}

/** Schemes are the same if the same credentials meet them, however the components are named. */
function schemeIdentities(document: OpenApiDocument, { securitySchemes }: Contract): Map<string, string> {
  const identities = new Map<string, string>();
  const variants = new Map<string, Set<string>>();
  for (const [name, { type, scheme, in: place, name: key }] of Object.entries(securitySchemes)) {
    const facts = [type, scheme?.toLowerCase(), place, place === 'header' ? key?.toLowerCase() : key];
    const identity = facts.filter((fact) => fact !== undefined).join(' ');
    identities.set(name, identity);
    variants.set(identity, (variants.get(identity) ?? new Set()).add(schemeFacts(document, name)));
  }
  for (const [name, identity] of identities) {
    // Several of one kind, such as two servers of OAuth, differ in their addresses.
    if ((variants.get(identity)?.size ?? 0) > 1) identities.set(name, `${identity} ${schemeFacts(document, name)}`);
  }
  return identities;
}

function schemeFacts(document: OpenApiDocument, name: string): string {
  const { description: _, ...facts } = (schemeOf(document, name) ?? {}) as Record<string, unknown>;
  return canonical(facts);
}

function schemeOf(document: OpenApiDocument, name: string): unknown {
  return followReference(document, document.components?.securitySchemes?.[name]);
}

function listAlternatives(alternatives: CredentialSets[]): string {
  return alternatives.map(describeAlternative).join(' or ');
}

function describeAlternative(alternative: CredentialSets): string {
  if (alternative.size === 0) return 'no credentials';
  return [...alternative]
    .map(([scheme, scopes]) => {
      const name = scheme.split(' {')[0];
      return scopes.size === 0 ? `${name}` : `${name} (${[...scopes].sort().join(', ')})`;
    })
    .join(' and ');
}

/** Compares the facts of security schemes that both documents have, such as the addresses of OAuth. */
export function compareSchemes({ old, new: fresh, report }: DiffContext): void {
  const before = byIdentity(old);
  for (const [identity, { name, scheme, pointer }] of byIdentity(fresh)) {
    const other = before.get(identity);
    if (other === undefined || canonical(other.scheme) === canonical(scheme)) continue;
    const changed = Object.keys({ ...other.scheme, ...scheme }).filter(
      (key) => canonical(other.scheme[key]) !== canonical(scheme[key]),
    );
    report({
      kind: 'security.scheme-changed',
      direction: 'request',
      severity: 'risky',
      subject: { kind: 'api', part: `security scheme "${name}"` },
      about: changed.join(', '),
      message: `The security scheme changed in ${changed.map((key) => `"${key}"`).join(', ')}.`,
      pointers: { old: other.pointer, new: pointer },
    });
  }
}

type NamedScheme = { name: string; scheme: Record<string, unknown>; pointer: string };

function byIdentity({ document, contract }: DiffContext['old']): Map<string, NamedScheme> {
  const found = new Map<string, NamedScheme>();
  for (const [name, identity] of schemeIdentities(document, contract)) {
    const scheme = schemeOf(document, name);
    if (!isObject(scheme)) continue;
    const { description: _, ...facts } = scheme;
    const { name: key, in: place } = facts;
    const normal = place === 'header' ? { ...facts, name: String(key).toLowerCase() } : facts;
    if (facts.type === 'http') normal.scheme = String(facts.scheme).toLowerCase();
    found.set(identity, { name, scheme: normal, pointer: `#/components/securitySchemes/${name}` });
  }
  return found;
}
