import { Inject, Injectable } from '@nestjs/common';
import type { Decision } from '../core/ledger/decision-events';
import { foldPerson } from '../core/ledger/person-holdings';
import type { NewDecision } from '../core/ledger/record-decision';
import { bareWords } from '../core/values/folded-text';
import { compare } from '../core/values/text-order';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { PersonStreams } from '../read-model/person-streams';
import { InvalidQuestion } from './answer';
import { checkedDecision } from './decision-checks';
import type { Making } from './decision-recorder';
import { EVENT_STORE } from './ledger-tokens';
import { type SharedDecisionAnswer, SharedDecisionsService } from './shared-decisions.service';
import { today } from './today';

/** Titles of one decision: an issuer has a few classes, each spelled in a few ways. */
const MAX_TITLES = 50;

/** The use case "these titles are one class, or two": decided on an issuer's securities, for everybody who filed on it. */
@Injectable()
export class ClassesService {
  constructor(
    private readonly shared: SharedDecisionsService,
    private readonly live: LiveGeneration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * States that titles, as filed, name one class. A title that nobody filed is a doubt. Throws NotFound for an issuer
   * that nobody filed on, InvalidQuestion for fewer than two titles.
   */
  group(issuer: string, titles: readonly string[], by: Decision, making: Making = {}) {
    const given = checkedTitles(titles);
    return this.decide(issuer, given, by, making, (data, issuerId) => ({
      type: 'ClassesGrouped',
      data: { ...data, issuer: issuerId, titles: given },
    }));
  }

  /** States that two titles name two classes, however alike they are. Throws as `group` does, and for a third title. */
  part(issuer: string, titles: readonly string[], by: Decision, making: Making = {}) {
    const [one, other, ...more] = checkedTitles(titles);
    if (more.length > 0) {
      throw new InvalidQuestion('titles', 'titles are parted two by two; decide once for each two');
    }
    return this.decide(issuer, [one!, other!], by, making, (data, issuerId) => ({
      type: 'ClassesParted',
      data: { ...data, issuer: issuerId, titles: [one!, other!] },
    }));
  }

  private async decide(
    issuer: string,
    titles: readonly string[],
    by: Decision,
    making: Making,
    decision: (data: Decision, issuerId: string) => NewDecision,
  ): Promise<SharedDecisionAnswer> {
    const data = checkedDecision(by, today());
    let doubts: readonly string[] = [];
    const answer = await this.shared.onIssuer(
      issuer,
      async (issuerId) => {
        doubts = await this.unfiledTitles(issuerId, titles);
        return decision(data, issuerId);
      },
      making,
    );
    return { ...answer, doubts: [...doubts, ...answer.doubts] };
  }

  private async unfiledTitles(issuerId: string, titles: readonly string[]): Promise<readonly string[]> {
    const filed = await this.filedTitles(issuerId);
    const known = new Set(filed.map(bareWords));
    const list = filed.map((title) => `"${title}"`).join(', ');
    return titles
      .filter((title) => !known.has(bareWords(title)))
      .map((title) => `no filing on ${issuerId} has the title "${title}"; filed are ${list}`);
  }

  /** Every title that was ever filed, also those that a holding has no longer. */
  private async filedTitles(issuerId: string): Promise<readonly string[]> {
    const persons = await this.live.read((readModel) => readModel.personsWithFilingsOn([issuerId]));
    const titles = new Set<string>();
    for (const personId of persons) {
      const { events } = await new PersonStreams(this.store).of(personId);
      const folded = foldPerson(events, {}, personId);
      const kept = folded?.identity.issuerOf(issuerId);
      const lines = (folded?.filings ?? [])
        .filter((filing) => filing.issuerId === kept)
        .flatMap((filing) => filing.lines);
      for (const { cells } of lines) if (cells.securityTitle?.value) titles.add(cells.securityTitle.value);
    }
    return [...titles].sort(compare);
  }
}

function checkedTitles(titles: readonly string[]): readonly string[] {
  const given = [...new Set(titles.map((title) => title.trim()))];
  if (given.some((title) => bareWords(title) === '')) {
    throw new InvalidQuestion('titles', 'a title is empty; give it as filed, such as "Common Stock"');
  }
  if (given.length < 2) {
    throw new InvalidQuestion('titles', 'give two titles or more, each with --title');
  }
  if (given.length <= MAX_TITLES) return given;
  throw new InvalidQuestion('titles', `${given.length} titles; ${MAX_TITLES} are the most`);
}
