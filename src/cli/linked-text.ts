import type { PersonRow } from '../core/ledger/person-ledger';
import { noteLines, plainText } from './text-table';

/** Which ids are one person with this one, by whom and why; nothing where none is linked. */
export function linkedText({ linked }: Pick<PersonRow, 'linked'>): string[] {
  return linked.flatMap(({ persons: [one, other], author, reason, knownOn }) =>
    noteLines(
      plainText(`${one} and ${other} are one person: decided by ${author}, known on ${knownOn}: ${reason}`),
    ),
  );
}
