import type { Clocks } from '../../services/clocks';
import { type IdentityAnswer, IdentityService } from '../../services/identity.service';
import { PeopleService } from '../../services/people.service';
import { basisText } from '../basis-text';
import type { Call } from '../call';
import { linkedText } from '../linked-text';
import { ask } from '../open-ledger';
import { noteLines, plainText, textTable } from '../text-table';

/** `holdings identity PERSON`: the ids, names and addresses of a person, and who else has the same name. */
export function identity(
  person: string,
  clocks: Clocks,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger.get(IdentityService).identity(personId, clocks);
    if (format === 'json') await output.json(answer);
    else await output.lines(identityText(answer));
  });
}

function identityText({ person, basis, names, addresses, possibleTwins }: IdentityAnswer): string[] {
  const lines = [`${plainText(person.name)} · ${person.personId}`, basisText(basis), ...linkedText(person)];
  for (const [title, shown] of [
    ['Name', names],
    ['Address', addresses],
  ] as const) {
    if (shown.length === 0) continue;
    const rows = shown.map(({ text, first, last, filings }) => ({
      cells: [plainText(text), first, last, String(filings)],
    }));
    const columns = [
      { title },
      { title: 'From' },
      { title: 'To' },
      { title: 'Filings', align: 'right' as const },
    ];
    lines.push('', ...textTable(columns, rows));
  }
  if (possibleTwins.length > 0) {
    lines.push('', 'Others of the same name, who may be the same person:');
    for (const { personId, name, filings } of possibleTwins) {
      const count = `${filings} ${filings === 1 ? 'filing' : 'filings'}`;
      lines.push(...noteLines(plainText(`${name} · ${personId}, ${count}`)));
    }
    lines.push(`If one is: holdings decide link ${person.personId} ID --author … --reason …`);
  }
  return lines;
}
