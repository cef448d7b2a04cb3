import type { DecisionAnswer } from '../services/decisions.service';
import type { LotStanding, StandingTerms } from '../services/lot-standing';
import type { SharedDecisionAnswer } from '../services/shared-decisions.service';
import { type MovedRows, withMoves } from './moved-rows';
import { changesText } from './replay-text';
import { grouped, LINE_WIDTH, noteLines, plainText, wrap } from './text-table';
import { tranchesText } from './vesting-text';

/** A decision on one person and what it changes, lot by lot, before and after. */
export function decisionAnswerText(answer: DecisionAnswer): string[] {
  const { person, doubts } = answer;
  const lines = [`${plainText(person.name)} · ${person.personId}`, ...madeText(answer)];
  return [...lines, ...changedText(answer), ...doubtsText(doubts)];
}

/** A decision that concerns several persons and what it changes for each. */
export function sharedDecisionText(answer: SharedDecisionAnswer): string[] {
  const { persons, unchanged, doubts, decision, stream } = answer;
  const { data } = decision;
  const linked = 'persons' in data ? data.persons : 'issuers' in data ? data.issuers : undefined;
  const about = linked ? linked.join(' · ') : stream;
  const lines = [plainText(about), ...madeText(answer), ...doubtsText(doubts)];
  const { moves, persons: left } = withMoves(persons);
  for (const move of moves) lines.push('', ...movedText(move));
  if (moves.length > 0) lines.push(...balancesText(left));
  for (const changed of left) {
    const { person } = changed;
    const told = [...changedText(changed), ...doubtsText(changed.doubts)];
    if (told.length > 0) lines.push('', `${plainText(person.name)} · ${person.personId}`, ...told);
  }
  if (persons.length > 0 && unchanged > 0) {
    lines.push(
      '',
      `It concerns ${unchanged} more ${unchanged === 1 ? 'person' : 'persons'} and changes nothing there.`,
    );
  }
  return lines;
}

const COUNTED = {
  filing: 'filing',
  holding: 'balance',
  step: 'step',
  problem: 'problem',
  lot: 'lot',
  tranche: 'tranche',
  draw: 'draw',
} as const;

/** What becomes another's as it is: counted, because it is nothing new. */
function movedText({ from, to, counts }: MovedRows): string[] {
  const told = [...counts].map(([kind, count]) => `${count} ${COUNTED[kind]}${count === 1 ? '' : 's'}`);
  return [
    plainText(`What is of ${from}`),
    plainText(`becomes that of ${to}, as it is (--json lists it):`),
    `  ${told.join(', ')}`,
  ];
}

/** The balances that are another number after the decision. */
function balancesText(persons: SharedDecisionAnswer['persons']): string[] {
  const changed = persons.flatMap(({ changes }) =>
    changes.filter(
      ({ kind, change, columns }) =>
        kind === 'holding' &&
        (change !== 'changed' ||
          columns.some(({ column }) => column === 'reported' || column === 'computed')),
    ),
  );
  if (changed.length === 0) return ['No balance changes.'];
  return [
    changed.length === 1 ? '1 balance changes:' : `${changed.length} balances change:`,
    ...changesText(changed),
  ];
}

function madeText({
  decision: { type, data },
  recorded,
  eventId,
}: Pick<DecisionAnswer, 'decision' | 'recorded' | 'eventId'>) {
  return [
    ...wrap(plainText(`${type} by ${data.author}: ${data.reason}`), LINE_WIDTH),
    recorded ? `Recorded as event ${eventId}` : 'Not recorded: this shows what it would change',
  ];
}

function changedText({ lots, changes }: Pick<DecisionAnswer, 'lots' | 'changes'>): string[] {
  const lines = changes.length > 0 ? ['', 'Rows', ...changesText(changes)] : [];
  for (const { before, after } of lots) {
    const { lotId, title, units } = (after ?? before)!;
    lines.push('', `${plainText(title)}, ${grouped(units)} units · lot ${lotId}`);
    lines.push('Before', ...standingText(before), 'After', ...standingText(after));
  }
  return lines;
}

function doubtsText(doubts: readonly string[]): string[] {
  return doubts.flatMap((doubt) => noteLines(`doubt: ${doubt}`));
}

function standingText(lot: LotStanding | null): string[] {
  if (!lot) return noteLines('there is no such lot');
  const several = lot.terms.length > 1;
  return [
    ...lot.terms.flatMap((terms) => termsText(terms, several)),
    ...lot.doubts.flatMap((doubt) => noteLines(`doubt: ${doubt}`)),
  ];
}

const SOURCES: Readonly<Record<StandingTerms['source'], string>> = {
  footnote: 'the footnote',
  column6: 'column 6',
  decision: 'a decision',
  none: 'nothing',
};

function termsText(terms: StandingTerms, several: boolean): string[] {
  const { until, source, certainty, exercisableOn, expiresOn, settlement, tranches } = terms;
  const facts = [
    ...(several ? [until === null ? 'from then on' : `until ${until}`] : []),
    `${certainty}, by ${SOURCES[source]}`,
    ...(exercisableOn === null ? [] : [`column 6: exercisable ${exercisableOn}`]),
    ...(expiresOn === null ? [] : [`expires ${expiresOn}`]),
    ...(settlement?.in === undefined ? [] : [`settled in ${settlement.in}`]),
  ];
  return [...noteLines(facts.join('; ')), ...tranchesText(tranches).map((line) => `    ${line}`)];
}
