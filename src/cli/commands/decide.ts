import { readFileSync, statSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import type { Decision } from '../../core/ledger/decision-events';
import { NotASchedule, scheduleOf } from '../../core/vesting/schedule-contract';
import { InvalidQuestion } from '../../services/answer';
import { ClassesService } from '../../services/classes.service';
import type { GivenCells } from '../../services/corrected-cells';
import type { Making } from '../../services/decision-recorder';
import {
  type DecisionAnswer,
  DecisionsService,
  type GivenTerms,
  type StatedSchedule,
} from '../../services/decisions.service';
import type { PartyKind } from '../../services/link-checks';
import { PeopleService } from '../../services/people.service';
import { type SharedDecisionAnswer, SharedDecisionsService } from '../../services/shared-decisions.service';
import { type GivenSplit, SplitsService } from '../../services/splits.service';
import type { Call } from '../call';
import { decisionAnswerText, sharedDecisionText } from '../decision-text';
import { ask } from '../open-ledger';

/** Largest schedule file: one with the most tranches has a tenth of it. */
const MAX_SCHEDULE_BYTES = 4 * 1024 * 1024;

/** How a decision is made on the command line. */
export interface DecideOptions {
  readonly by: Decision;
  readonly dryRun: boolean;
  /** As given: an id, a CIK or a name. */
  readonly person?: string;
}

/** A schedule as given on the command line: a file, or words. */
export interface GivenSchedule {
  readonly file?: string;
  readonly text?: string;
}

/** `holdings decide schedule LOT`: states a lot's schedule. */
export function decideSchedule(lot: string, given: GivenSchedule, options: DecideOptions, call: Call) {
  const schedule = statedSchedule(given);
  if (!schedule) throw new InvalidQuestion('schedule', 'give the schedule with --file or --text');
  return decided(options, call, (decisions, making) => decisions.schedule(lot, schedule, options.by, making));
}

/** `holdings decide terms LOT`: changes a lot's terms from a day on. */
export function decideTerms(
  lot: string,
  { file, text, ...terms }: Omit<GivenTerms, 'schedule'> & GivenSchedule,
  options: DecideOptions,
  call: Call,
) {
  const schedule = statedSchedule({ ...(file && { file }), ...(text && { text }) });
  const changed = { ...terms, ...(schedule && { schedule }) };
  return decided(options, call, (decisions, making) => decisions.terms(lot, changed, options.by, making));
}

/** `holdings decide opening LINE BALANCE`: states what a holding had before its first line. */
export function decideOpening(line: string, balance: string, options: DecideOptions, call: Call) {
  return decided(options, call, (decisions, making) => decisions.opening(line, balance, options.by, making));
}

/** `holdings decide correct LINE`: says how cells of a line are to be read. */
export function correctLine(line: string, cells: GivenCells, options: DecideOptions, call: Call) {
  return decided(options, call, (decisions, making) => decisions.correct(line, cells, options.by, making));
}

/** `holdings decide original AMENDMENT ORIGINAL|none`: chooses the filing that an amendment amends. */
export function chooseOriginal(amendment: string, original: string, options: DecideOptions, call: Call) {
  const chosen = original.toLowerCase() === 'none' ? null : original;
  return decided(options, call, (decisions, making) =>
    decisions.original(amendment, chosen, options.by, making),
  );
}

/** `holdings decide undo EVENT`: takes a decision back. */
export function undoDecision(eventId: string, options: DecideOptions, call: Call) {
  return decided(options, call, (decisions, making) => decisions.undo(eventId, options.by, making));
}

/** `holdings decide link|unlink ID ID [--issuers]`: two ids are one person or issuer, or are not. */
export function decideIdentity(
  decision: 'link' | 'unlink',
  kind: PartyKind,
  ids: readonly [string, string],
  options: DecideOptions,
  call: Call,
) {
  return decided(options, call, async (_, making, ledger) => {
    const people = ledger.get(PeopleService);
    // In order, so that of two who cannot be found the first is told.
    const meant = async (id: string) => (kind === 'issuer' ? id : people.idMeant(id));
    const pair = [await meant(ids[0]), await meant(ids[1])] as const;
    return ledger.get(SharedDecisionsService)[decision](kind, pair, options.by, making);
  });
}

/** `holdings decide split --issuer ID --on DATE --from 1 --to 5`: states a split that no line reports. */
export function decideSplit(issuer: string, split: GivenSplit, options: DecideOptions, call: Call) {
  return decided(options, call, (_, making, ledger) =>
    ledger.get(SplitsService).state(issuer, split, options.by, making),
  );
}

/** `holdings decide group|ungroup --issuer ID --title A --title B`: titles name one class, or two. */
export function decideClasses(
  decision: 'group' | 'ungroup',
  issuer: string,
  titles: readonly string[],
  options: DecideOptions,
  call: Call,
) {
  return decided(options, call, (_, making, ledger) => {
    const classes = ledger.get(ClassesService);
    return decision === 'group'
      ? classes.group(issuer, titles, options.by, making)
      : classes.part(issuer, titles, options.by, making);
  });
}

/** `holdings decide join|part LINE LINE`: two lines are of one holding, or of two. */
export function decideLines(
  decision: 'join' | 'part',
  lines: readonly [string, string],
  options: DecideOptions,
  call: Call,
) {
  const type = decision === 'join' ? 'HoldingsJoined' : 'HoldingsParted';
  return decided(options, call, (decisions, making) => decisions.lines(type, lines, options.by, making));
}

/** Makes a decision and shows what it changes. */
export function decided(
  { dryRun, person }: DecideOptions,
  { environment, format, output }: Call,
  decide: (
    decisions: DecisionsService,
    making: Making,
    ledger: INestApplicationContext,
  ) => Promise<DecisionAnswer | SharedDecisionAnswer>,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = person && (await ledger.get(PeopleService).idMeant(person));
    const making = { dryRun, ...(personId && { personId }) };
    const answer = await decide(ledger.get(DecisionsService), making, ledger);
    if (format === 'json') await output.json(answer);
    else await output.lines('persons' in answer ? sharedDecisionText(answer) : decisionAnswerText(answer));
  });
}

function statedSchedule({ file, text }: GivenSchedule): StatedSchedule | undefined {
  if (file === undefined) return text === undefined ? undefined : { text };
  let data: unknown;
  try {
    const { size } = statSync(file);
    if (size > MAX_SCHEDULE_BYTES) {
      throw new Error(`it has ${size} bytes; ${MAX_SCHEDULE_BYTES} are the most`);
    }
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidQuestion('file', `${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  try {
    return scheduleOf(data);
  } catch (error) {
    if (!(error instanceof NotASchedule)) throw error;
    throw new InvalidQuestion('file', `${file} is no schedule: ${error.message}`);
  }
}
