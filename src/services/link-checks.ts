import type { Identity } from '../core/ledger/identity';
import { InvalidQuestion } from './answer';

/** What is linked: ids of persons, or of issuers. */
export type PartyKind = 'person' | 'issuer';

/** Checks that two ids can be linked, the lower one first; returns what speaks against it. Throws InvalidQuestion. */
export function checkLink(
  kind: PartyKind,
  pair: readonly [string, string],
  identity: Identity,
): readonly string[] {
  const [one, other] = pair;
  if (one === other)
    throw new InvalidQuestion('id', `${one} and ${other} are the same id: there is nothing to link`);
  const chain = chainOf(kind, pair, identity);
  if (chain)
    throw new InvalidQuestion('id', `${one} and ${other} are one ${kind} already, linked ${told(chain)}`);
  if (!isCik(one) || !isCik(other)) return [];
  return [
    `${one} and ${other} are both CIKs: the SEC gives a ${kind} one, and seldom another one later; undo this when in doubt`,
  ];
}

/** Checks that two ids are linked by a decision of their own. Throws InvalidQuestion. */
export function checkUnlink(
  kind: PartyKind,
  pair: readonly [string, string],
  identity: Identity,
): readonly string[] {
  const [one, other] = pair;
  const chain = one === other ? undefined : chainOf(kind, pair, identity);
  if (!chain)
    throw new InvalidQuestion('id', `${one} and ${other} are not linked: there is nothing to unlink`);
  if (chain.length === 2) return [];
  const links = chain.slice(1).map((id, place) => `${chain[place]} and ${id}`);
  throw new InvalidQuestion(
    'id',
    `${one} and ${other} are linked only ${told(chain)}: unlink ${links.join(', or ')}`,
  );
}

/** The ids from one to the other, each linked to the next; undefined when they are not linked. */
function chainOf(
  kind: PartyKind,
  [one, other]: readonly [string, string],
  identity: Identity,
): readonly string[] | undefined {
  const areLinked = (pair: readonly [string, string]) =>
    kind === 'person' ? identity.arePersonsLinked(pair) : identity.areIssuersLinked(pair);
  const members = kind === 'person' ? identity.members(one) : identity.issuerMembers(one);
  const chains: (readonly string[])[] = [[one]];
  const met = new Set([one]);
  for (const chain of chains) {
    const last = chain.at(-1)!;
    if (last === other) return chain;
    for (const id of members) {
      if (met.has(id) || !areLinked([last, id])) continue;
      met.add(id);
      chains.push([...chain, id]);
    }
  }
  return undefined;
}

function told(chain: readonly string[]): string {
  return chain.length === 2 ? 'to one another' : `through ${chain.slice(1, -1).join(' and ')}`;
}

function isCik(id: string): boolean {
  return /^\d+$/.test(id);
}
