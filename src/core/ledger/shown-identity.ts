import type { Owner } from '../filing/filing';
import { bareWords, foldSpace } from '../values/folded-text';
import { compare } from '../values/text-order';
import type { FoldedPerson } from './person-holdings';
import { ownerOf } from './person-rows';

/** A name or an address as filings show it. */
export interface ShownText {
  readonly text: string;
  /** Periods of report of the first and the last filing that shows it; when they became known where there is none. */
  readonly first: string;
  readonly last: string;
  readonly filings: number;
}

/** How filings name a person, and where the person can be reached by them. */
export interface ShownIdentity {
  readonly names: readonly ShownText[];
  readonly addresses: readonly ShownText[];
}

/** What a person's filings, as far as they are known, show in box 1; each text in order of its first filing. */
export function shownIdentity({ personId, filings, identity }: FoldedPerson): ShownIdentity {
  const shown = filings.map(({ facts, knownOn }) => ({
    on: facts.periodOfReport?.value ?? knownOn,
    owner: ownerOf(personId, facts.owners, identity),
  }));
  return {
    names: shownTexts(shown, (owner) => owner.rptOwnerName?.value),
    addresses: shownTexts(shown, addressOf),
  };
}

function shownTexts(
  shown: readonly { readonly on: string; readonly owner: Owner | undefined }[],
  textOf: (owner: Owner) => string | undefined,
): readonly ShownText[] {
  const texts = new Map<string, ShownText>();
  for (const { on, owner } of shown) {
    const text = owner && textOf(owner);
    if (!text) continue;
    // Spelled in capitals or not, and with other commas, it is the same.
    const key = bareWords(text);
    const before = texts.get(key);
    texts.set(key, {
      text,
      first: before && before.first < on ? before.first : on,
      last: before && before.last > on ? before.last : on,
      filings: (before?.filings ?? 0) + 1,
    });
  }
  return [...texts.values()].sort(
    (left, right) => compare(left.first, right.first) || compare(left.text, right.text),
  );
}

/** In one line; undefined where the form shows none. */
function addressOf(owner: Owner): string | undefined {
  const { rptOwnerStreet1, rptOwnerStreet2, rptOwnerCity, rptOwnerState, rptOwnerStateDescription } = owner;
  const { rptOwnerZipCode, rptOwnerNonUSStateTerritory, rptOwnerCountry } = owner;
  const place = [rptOwnerState ?? rptOwnerStateDescription ?? rptOwnerNonUSStateTerritory, rptOwnerZipCode];
  const parts = [
    rptOwnerStreet1?.value,
    rptOwnerStreet2?.value,
    rptOwnerCity?.value,
    place.flatMap((cell) => cell?.value ?? []).join(' '),
    rptOwnerCountry?.value,
  ];
  return foldSpace(parts.filter(Boolean).join(', ')) || undefined;
}
