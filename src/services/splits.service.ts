import { Injectable } from '@nestjs/common';
import type { Decision, SplitStated } from '../core/ledger/decision-events';
import { decisionsInForce, ofType } from '../core/ledger/decisions-in-force';
import type { StoredEvent } from '../core/ledger/events';
import { ratioText } from '../core/ledger/splits';
import { addDays } from '../core/values/calendar-date';
import { bareWords } from '../core/values/folded-text';
import { MAX_QUANTITY, toUnits } from '../core/values/quantity';
import { LiveGeneration } from '../read-model/live-generation';
import { InvalidQuestion } from './answer';
import { checkedAmount } from './corrected-cells';
import { checkDate, checkedDecision } from './decision-checks';
import type { Making } from './decision-recorder';
import { type SharedDecisionAnswer, SharedDecisionsService } from './shared-decisions.service';
import { today } from './today';

/** Most new shares for one old, and old for one new: beyond every split that was ever made. */
export const MAX_SPLIT_RATIO = 10_000;
/** Days ahead for which a split can be stated: announced, but not yet made. */
const MAX_DAYS_AHEAD = 366;
/** Titles of one decision: an issuer has a few classes, each spelled in a few ways. */
const MAX_TITLES = 50;

/** A split as somebody gives it: `to` new shares for `from` old ones, in the titles or in all classes. */
export type GivenSplit = Pick<SplitStated, 'effectiveOn' | 'from' | 'to' | 'titles'>;

/** The use case "the shares were split": what no line reports, stated for everybody who filed on the issuer. */
@Injectable()
export class SplitsService {
  constructor(
    private readonly shared: SharedDecisionsService,
    private readonly live: LiveGeneration,
  ) {}

  /**
   * States a split of an issuer's shares, and shows what it changes for everybody. A title that nobody filed, and
   * another split of the same day, are doubts. Throws NotFound for an issuer that nobody filed on, InvalidQuestion
   * for a split that cannot be.
   */
  async state(
    issuer: string,
    given: GivenSplit,
    by: Decision,
    making: Making = {},
  ): Promise<SharedDecisionAnswer> {
    const decision = checkedDecision(by, today());
    const split = checkedSplit(given);
    let doubts: readonly string[] = [];
    const answer = await this.shared.onIssuer(
      issuer,
      async (issuerId, decisions) => {
        doubts = [...(await this.unknownTitles(issuerId, split.titles)), ...others(split, decisions)];
        return { type: 'SplitStated', data: { ...decision, issuer: issuerId, ...split } };
      },
      making,
    );
    return { ...answer, doubts: [...doubts, ...answer.doubts] };
  }

  private async unknownTitles(issuerId: string, titles: readonly string[] = []): Promise<readonly string[]> {
    if (titles.length === 0) return [];
    const filed = await this.live.read((readModel) => readModel.titlesOfIssuer(issuerId));
    const known = new Set(filed.map(bareWords));
    return titles
      .filter((title) => !known.has(bareWords(title)))
      .map((title) => `no holding of ${issuerId} has the title "${title}"; filed are ${listed(filed)}`);
  }
}

/** Splits in force that this one takes the place of. */
function others({ effectiveOn }: GivenSplit, decisions: readonly StoredEvent[]): readonly string[] {
  return ofType(decisionsInForce(decisions), 'SplitStated')
    .filter(({ data }) => data.effectiveOn === effectiveOn)
    .map(
      ({ id, data }) =>
        `${data.author} has stated ${ratioText(data)} for the same day (decision ${id}): where both name a class, ` +
        'the one stated later holds',
    );
}

function checkedSplit({ effectiveOn, from, to, titles }: GivenSplit): GivenSplit {
  checkDate('effectiveOn', effectiveOn);
  const last = addDays(today(), MAX_DAYS_AHEAD);
  if (effectiveOn > last) {
    throw new InvalidQuestion(
      'effectiveOn',
      `a split on ${effectiveOn} is too far ahead: ${last} is the last day`,
    );
  }
  const ratio = { from: checkedCount('from', from), to: checkedCount('to', to) };
  const [old, now] = [toUnits(ratio.from), toUnits(ratio.to)];
  if (old === now) throw new InvalidQuestion('to', `${to} for ${from} is no split: nothing changes`);
  const most = BigInt(MAX_SPLIT_RATIO);
  if (now > old * most || old > now * most) {
    throw new InvalidQuestion('to', `${to} for ${from} is no split: ${MAX_SPLIT_RATIO} for 1 is the most`);
  }
  return { effectiveOn, ...ratio, ...(titles && titles.length > 0 && { titles: checkedTitles(titles) }) };
}

function checkedCount(field: 'from' | 'to', text: string): string {
  const count = checkedAmount(field, text);
  if (count === '0') throw new InvalidQuestion(field, `${field} must be above 0, such as 5 for 1`);
  if (toUnits(count) > toUnits(MAX_QUANTITY))
    throw new InvalidQuestion(field, `${field} is above ${MAX_QUANTITY}`);
  return count;
}

function checkedTitles(titles: readonly string[]): readonly string[] {
  if (titles.length > MAX_TITLES) {
    throw new InvalidQuestion('titles', `${titles.length} titles; ${MAX_TITLES} are the most`);
  }
  const given = titles.map((title) => title.trim());
  if (given.some((title) => bareWords(title) === '')) {
    throw new InvalidQuestion('titles', 'a title is empty; give it as filed, such as "Common Stock"');
  }
  return given;
}

function listed(titles: readonly string[]): string {
  return titles.length === 0 ? 'none' : titles.map((title) => `"${title}"`).join(', ');
}
