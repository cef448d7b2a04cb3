import type { DecisionAnswer } from '../services/decisions.service';
import type { LotStanding, StandingTerms } from '../services/lot-standing';
import { changesText } from './replay-text';
import { grouped, LINE_WIDTH, noteLines, plainText, wrap } from './text-table';
import { tranchesText } from './vesting-text';

/** A decision and what it changes, lot by lot, before and after. */
export function decisionAnswerText({
  person,
  eventId,
  recorded,
  decision,
  lots,
  changes,
  doubts,
}: DecisionAnswer): string[] {
  const { type, data } = decision;
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    ...wrap(plainText(`${type} by ${data.author}: ${data.reason}`), LINE_WIDTH),
    recorded ? `Recorded as event ${eventId}` : 'Not recorded: this shows what it would change',
  ];
  if (lots.length === 0 && changes.length === 0) lines.push('', 'It changes nothing.');
  if (changes.length > 0) lines.push('', 'Rows', ...changesText(changes));
  for (const { before, after } of lots) {
    const { lotId, title, units } = (after ?? before)!;
    lines.push('', `${plainText(title)}, ${grouped(units)} units · lot ${lotId}`);
    lines.push('Before', ...standingText(before), 'After', ...standingText(after));
  }
  return [...lines, ...doubts.flatMap((doubt) => noteLines(`doubt: ${doubt}`))];
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
