import { isGenericNature } from '../core/ledger/reported-line';
import { MAX_OWNERS } from '../core/limits';
import { addDays } from '../core/values/calendar-date';
import { bareWords, foldSpace } from '../core/values/folded-text';
import type { HoldingTerms } from '../services/holding-terms';
import type { HoldingAnswer, HoldingsAnswer } from '../services/holdings.service';
import { basisText } from './basis-text';
import { decisionsText, evidenceText, labelsText } from './evidence-text';
import { linkedText } from './linked-text';
import { type Column, grouped, plainText, type TextRow, textTable } from './text-table';

/** The holdings by issuer: Table I, then Table II lot by lot. */
export function holdingsText(answer: HoldingsAnswer, heading = headingOf(answer)): string[] {
  const { person, basis, holdings } = answer;
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    heading,
    basisText(basis),
    ...linkedText(person),
  ];
  for (const group of grouping(holdings, ({ issuerId }) => issuerId)) {
    lines.push('', issuerText(group));
    for (const table of grouping(group, (holding) => holding.table)) {
      lines.push('', ...(table[0]!.table === 'I' ? tableOne(table) : tableTwo(table)));
    }
  }
  if (holdings.length === 0)
    lines.push('', basis.knownOn === null ? 'Nothing was known.' : 'No holdings are reported.');
  return lines;
}

function headingOf({ person, basis }: HoldingsAnswer): string {
  if (basis.effectiveOn) return `Holdings on ${basis.effectiveOn}`;
  const then = basis.knownAt === null ? 'now' : 'as known then';
  return `Holdings ${then}, last effective ${person.lastEffectiveOn ?? 'never'}`;
}

/** The issuer by the name on its filing known last. */
function issuerText(holdings: readonly HoldingAnswer[]): string {
  const newest = holdings.reduce((latest, holding) =>
    holding.evidence.knownOn > latest.evidence.knownOn ? holding : latest,
  );
  return newest.issuerName ? `${plainText(newest.issuerName)} · ${newest.issuerId}` : newest.issuerId;
}

/** Characters of a footnote shown under a holding: two lines. */
const SHOWN_FOOTNOTE = 220;

const TITLE = { title: 'Title', width: 34 };
const OWNED: Column = { title: 'Owned', width: 30 };
const BALANCE: Column = { title: 'Balance', align: 'right' };
const SINCE: Column = { title: 'Since' };

function tableOne(holdings: readonly HoldingAnswer[]): string[] {
  const rows = holdings.map((holding) => ({
    cells: [holding.title, ownedText(holding), balanceText(holding), holding.since ?? ''],
    notes: notesOf(holding),
  }));
  return ['Table I · non-derivative securities', ...textTable([TITLE, OWNED, BALANCE, SINCE], rows)];
}

function tableTwo(holdings: readonly HoldingAnswer[]): string[] {
  const columns: Column[] = [
    TITLE,
    { title: 'Strike', align: 'right' },
    { title: 'Exercisable' },
    { title: 'Expires' },
    { title: 'On', width: 20 },
    { ...OWNED, width: 16 },
    BALANCE,
    SINCE,
  ];
  const rows = holdings.map(
    (holding): TextRow => ({
      cells: [
        holding.title,
        holding.strike === null ? '' : `$${grouped(holding.strike)}`,
        holding.exercisableOn ?? '',
        holding.expiresOn ?? '',
        holding.underlyingTitle ?? '',
        ownedText(holding),
        balanceText(holding),
        holding.since ?? '',
      ],
      notes: notesOf(holding),
    }),
  );
  return ['Table II · derivative securities, lot by lot', ...textTable(columns, rows)];
}

function notesOf(holding: HoldingAnswer): string[] {
  const { evidence, labels, decisions, impliedOpening, statedOpening } = holding;
  const { knownFrom, known, nature, natureFootnotes } = holding;
  if (!known) return [`not known before ${knownFrom}; earliest evidence: ${evidenceText(evidence)}`];
  const notes = [evidenceText(evidence)];
  if (labels.length > 0) notes[0] += `; ${labelsText(labels)}`;
  if (natureFootnotes !== null && isGenericNature(bareWords(nature ?? '')))
    notes.push(shortened(natureFootnotes));
  if (labels.includes('differs'))
    notes.push(`reported ${amount(holding.reported)}, computed ${amount(holding.computed)}`);
  if (impliedOpening !== null && impliedOpening !== '0' && !labels.includes('impliedOpening')) {
    notes.push(`${amount(impliedOpening)} immediately before ${addDays(knownFrom, 1)}: implied, not filed`);
  }
  if (statedOpening !== null && !labels.includes('stated')) {
    notes.push(`${amount(statedOpening)} immediately before ${addDays(knownFrom, 1)}: stated by a person`);
  }
  if (holding.sharedWith > 0) notes.push(sharedText(holding));
  notes.push(...decisionsText(decisions));
  return notes;
}

/** Whom a person's own filings name: owners beyond those that a form takes stand on another one. */
function sharedText({ sharedWith, issuerId }: HoldingAnswer): string {
  const told = `shared with ${sharedWith} ${sharedWith === 1 ? 'other' : 'others'}`;
  if (sharedWith + 1 < MAX_OWNERS) return told;
  return `${told} on this filing, which takes no more; "holdings issuer ${issuerId}" tells who reports it on another one`;
}

/** A holding in one line: issuer, class, terms, form and nature of ownership. */
export function titleText(holding: HoldingTerms): string {
  const { issuerName, issuerId, table, title, strike, exercisableOn, expiresOn } = holding;
  const terms = [
    strike === null ? '' : `strike $${grouped(strike)}`,
    exercisableOn === null ? '' : `exercisable ${exercisableOn}`,
    expiresOn === null ? '' : `expires ${expiresOn}`,
  ];
  const parts = [issuerName ?? issuerId, `Table ${table}`, title, ...terms, ownedText(holding)];
  return plainText(parts.filter((part) => part !== '').join(' · '));
}

/** The words that tell a vehicle apart where its name is only "see footnote"; JSON and CSV have all of them. */
function shortened(footnotes: string): string {
  const text = foldSpace(footnotes);
  return text.length <= SHOWN_FOOTNOTE ? text : `${text.slice(0, SHOWN_FOOTNOTE)}…`;
}

function ownedText({ ownership, nature }: HoldingTerms): string {
  const form = ownership === 'D' ? 'direct' : ownership === 'I' ? 'indirect' : 'unreadable';
  return nature ? `${form}, ${nature}` : form;
}

function balanceText({ known, balance, unit }: HoldingAnswer): string {
  if (!known) return 'not known';
  return `${unit === 'dollars' ? '$' : ''}${amount(balance)}`;
}

function amount(value: string | null): string {
  return value === null ? 'unknown' : grouped(value);
}

/** Runs of neighbours with the same key. */
function grouping<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && key(last[0]!) === key(item)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
