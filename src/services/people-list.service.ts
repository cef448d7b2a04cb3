import { Injectable } from '@nestjs/common';
import { paddedCik } from '../core/ledger/parties';
import { personAsOf } from '../core/ledger/person-as-of';
import type { PersonRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { linkedIdsOf, searchNames } from '../read-model/search-name';
import { type AnswerBasis, InvalidQuestion } from './answer';
import type { Clocks } from './clocks';
import { KeptBasis, type ManyBasis } from './kept-basis';
import { byName, PAGE_ROWS, PeopleService, wordsOfSearch } from './people.service';
import { PersonFolds } from './person-folds';
import { PersonReader } from './person-reader';

export interface PeopleQuestion extends Clocks {
  /** Words of the name in any order, or a CIK. */
  readonly search?: string;
  /** Id of the last person of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** One page of reporting persons in order of name. */
export interface PeoplePage {
  readonly people: readonly PersonRow[];
  readonly basis: ManyBasis;
  /** Id to ask on from; null when this was the last page. */
  readonly next: string | null;
}

/** One person, and what fixes the answer. */
export interface PersonAnswer extends PersonRow {
  readonly basis: AnswerBasis;
}

/** The use case "who is in the ledger", on any of the three clocks. */
@Injectable()
export class PeopleListService {
  constructor(
    private readonly people: PeopleService,
    private readonly folds: PersonFolds,
    private readonly reader: PersonReader,
    private readonly kept: KeptBasis,
  ) {}

  /**
   * Persons whose name as known then holds all words of `search` (all persons without it), after the person with
   * the id `after`. With a clock every person is folded: asked page by page that costs as often. Throws
   * InvalidQuestion for a search with too many words, an `after` that nobody has, and clocks that cannot be read.
   */
  async page({ search, after, limit = PAGE_ROWS, ...clocks }: PeopleQuestion = {}): Promise<PeoplePage> {
    const question = { ...(search !== undefined && { search }), ...(after !== undefined && { after }) };
    if (Object.values(clocks).every((clock) => clock === undefined)) {
      const { answer, basis } = await this.kept.read(() => this.people.page({ ...question, limit }));
      return { people: answer.people, basis, next: answer.next };
    }
    const { found, basis } = await this.onClocks(search, clocks);
    const start = after === undefined ? 0 : found.findIndex(({ personId }) => personId === after) + 1;
    if (after !== undefined && start === 0) {
      throw new InvalidQuestion('after', `after is "${after}", which is nobody's id`);
    }
    const people = found.slice(start, start + limit);
    const more = found.length > start + limit;
    return { people, basis, next: more ? people.at(-1)!.personId : null };
  }

  /** The person with that id as known then. Throws NotFound, InvalidQuestion for clocks that cannot be read. */
  async person(id: string, clocks: Clocks = {}): Promise<PersonAnswer> {
    const personId = await this.people.idOf(id);
    const { asOf } = clocks;
    if (asOf === undefined) {
      const { person, basis } = await this.reader.rows(personId, clocks, async () => undefined);
      return { ...person, basis };
    }
    const { person, basis, rows } = await this.reader.events(personId, clocks);
    const then = rows.ledger && personAsOf(rows.ledger, asOf);
    return { ...(then ?? nothingBy(person)), basis };
  }

  private async onClocks(search: string | undefined, clocks: Clocks) {
    const isMeant = matching(search);
    const found: PersonRow[] = [];
    const basis = await this.folds.each(undefined, clocks, ({ person }) => {
      const ledger = holdingsLedger(person);
      const row = clocks.asOf === undefined ? ledger.person : personAsOf(ledger, clocks.asOf);
      if (row && isMeant(row)) found.push(row);
    });
    return { found: found.sort(byName), basis };
  }
}

/** Whether a person's name holds the words of a search, or the CIK is meant. Throws InvalidQuestion for too many words. */
function matching(search: string | undefined): (person: PersonRow) => boolean {
  if (search === undefined) return () => true;
  const searched = paddedCik(search.trim());
  if (searched !== undefined)
    return (person) => person.cik === searched || linkedIdsOf(person).includes(searched);
  const words = wordsOfSearch(search);
  return (person) => words.length > 0 && words.every((word) => searchNames(person).includes(word));
}

/** Known, but nothing that the person reported speaks of days up to the date. */
function nothingBy(person: PersonRow): PersonRow {
  return {
    ...person,
    filings: 0,
    holdings: 0,
    problems: 0,
    firstEffectiveOn: null,
    lastEffectiveOn: null,
  };
}
