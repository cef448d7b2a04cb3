import type { StoredEvent } from '../core/ledger/events';
import type { Identity } from '../core/ledger/identity';
import { issuerIdOf, personIdOf } from '../core/ledger/parties';
import type { PartyKind } from './link-checks';

/**
 * Ids that stand beside the ones just linked, and may have to be linked as well: a printed name, and a CIK that filings
 * show under the same name. In words, with the command; `kind` is what these are.
 */
export function moreLinks(
  kind: PartyKind,
  events: readonly StoredEvent[],
  identity: Identity,
): readonly string[] {
  const ids = new Set<string>();
  /** CIKs by the id that their name alone would have. */
  const byName = new Map<string, Set<string>>();
  for (const { id, nameId } of events.flatMap((event) => partiesOf(kind, event))) {
    ids.add(id);
    if (id === nameId) continue;
    byName.set(nameId, (byName.get(nameId) ?? new Set()).add(id));
  }
  const keptAs = (id: string) => (kind === 'person' ? identity.personOf(id) : identity.issuerOf(id));
  return [...byName].flatMap(([nameId, ciks]) =>
    [...ciks]
      .filter((cik) => ids.has(nameId) && keptAs(cik) !== keptAs(nameId))
      .map(
        (cik) =>
          `${cik} and ${nameId} have the same name and may be one ${kind}, too: if so, "holdings decide link ${cik} ` +
          `${nameId}${kind === 'issuer' ? ' --issuers' : ''}" says so`,
      ),
  );
}

function partiesOf(
  kind: PartyKind,
  event: StoredEvent,
): readonly { readonly id: string; readonly nameId: string }[] {
  if (event.type !== 'FilingRecorded') return [];
  const { issuer, owners } = event.data;
  if (kind === 'issuer') {
    const { issuerCik, ...named } = issuer;
    return named.issuerName ? [{ id: issuerIdOf(issuer), nameId: issuerIdOf(named) }] : [];
  }
  return owners.flatMap((owner) => {
    const { rptOwnerCik, ...named } = owner;
    const [id, nameId] = [personIdOf(owner), personIdOf(named)];
    return id && nameId ? [{ id, nameId }] : [];
  });
}
