import type { Knowledge } from './knowledge';
import { type LotRows, lotRows } from './lot-rows';
import { streamOf } from './parties';
import type { FoldedPerson } from './person-holdings';
import { lotsOf } from './vesting-lots';

/** The rows on the lots of a person who is folded already, with the same knowledge. */
export function foldedLots(folded: FoldedPerson, knowledge: Knowledge): LotRows {
  const { personId } = folded;
  return lotRows(personId, streamOf(personId), lotsOf(folded, knowledge).lots);
}
