import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { paddedCik, streamOf } from '../core/ledger/parties';
import type { PersonRow } from '../core/ledger/person-ledger';
import { projectPerson } from '../core/ledger/project-person';
import { compare } from '../core/values/text-order';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { MAX_SEARCH_WORDS } from '../read-model/read-model';
import { searchName } from '../read-model/search-name';
import { AmbiguousPerson, InvalidQuestion, NotFound } from './answer';
import { EVENT_STORE } from './ledger-tokens';

/** Rows of a page when the caller does not say. */
export const PAGE_ROWS = 100;
/** Most rows of one page: what one answer may cost in memory and time. */
export const MAX_PAGE_ROWS = 1000;
/** Longest search; EDGAR's names end at 150 characters. */
export const MAX_SEARCH_LENGTH = 200;
/** Matches listed when a name is not enough to tell a person. */
const LISTED_MATCHES = 10;
/** Matches looked through for one of exactly the name given. */
const COMPARED_MATCHES = 1000;

/** One page of the reporting persons that the rows know, in order of name. */
export interface KeptPeoplePage {
  readonly people: readonly PersonRow[];
  /** Id to ask on from; null when this was the last page. */
  readonly next: string | null;
}

/** The words that a name must hold. Throws InvalidQuestion for too many of them. */
export function wordsOfSearch(search: string): readonly string[] {
  const words = searchName(search)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length <= MAX_SEARCH_WORDS) return words;
  throw new InvalidQuestion('search', `search may have ${MAX_SEARCH_WORDS} words, not ${words.length}`);
}

/** Order of persons in a list, as the rows are in. */
export function byName(left: PersonRow, right: PersonRow): number {
  return compare(searchName(left.name), searchName(right.name)) || compare(left.personId, right.personId);
}

/** The use case "who is meant", by an id or a name. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly live: LiveGeneration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Persons whose name holds all words of `search` (all persons without it), after the person with the id
   * `after`: where it stood, when it was linked to another one since the page before. Throws InvalidQuestion for a
   * search with too many words and for an `after` that nobody has.
   */
  async page(question: { search?: string; after?: string; limit?: number }): Promise<KeptPeoplePage> {
    const limit = question.limit ?? PAGE_ROWS;
    const { search } = question;
    // A search that folds away to nothing finds nobody, not everybody.
    if (search !== undefined && wordsOfSearch(search).length === 0) return { people: [], next: null };
    const after = question.after === undefined ? undefined : await this.listed(question.after);
    const people = await this.live.read((readModel) =>
      readModel.people({
        ...(search !== undefined && { search }),
        ...(after && { after }),
        limit: limit + 1,
      }),
    );
    const more = people.length > limit;
    return { people: people.slice(0, limit), next: more ? people[limit - 1]!.personId : null };
  }

  /** Ids of all persons, and those linked to them, in byte order; each once, also when some are linked meanwhile. */
  async *everyId(): AsyncGenerator<string> {
    let ids: readonly string[];
    let after = '';
    do {
      ids = await this.live.read((readModel) => readModel.idsOfPersons(after, MAX_PAGE_ROWS));
      yield* ids;
      after = ids.at(-1) ?? after;
    } while (ids.length === MAX_PAGE_ROWS);
  }

  /** The person of that id; a CIK may lack its leading zeros. Throws NotFound. */
  async withId(id: string): Promise<PersonRow> {
    const person = await this.person(id);
    if (!person) throw new NotFound(`no reporting person has the id "${id}"`);
    return person;
  }

  /** The id as it is asked for, of a person who is kept under it or under one that it is linked to. Throws NotFound. */
  async idOf(id: string): Promise<string> {
    await this.withId(id);
    return paddedCik(id) ?? id;
  }

  /**
   * The one person meant by an id, a CIK, a name or an unambiguous part of a name. Throws NotFound, or
   * AmbiguousPerson with the first matches.
   */
  async named(text: string): Promise<PersonRow> {
    const byId = await this.person(text);
    if (byId) return byId;
    const { people, next } = await this.page({ search: text, limit: COMPARED_MATCHES });
    const name = searchName(text);
    const exact = people.filter((person) => searchName(person.name) === name);
    const matches = exact.length > 0 ? exact : people;
    if (matches.length === 1) return matches[0]!;
    if (matches.length === 0) throw new NotFound(`no reporting person matches "${text}"`);
    const more = matches.length > LISTED_MATCHES || next !== null;
    throw new AmbiguousPerson(text, matches.slice(0, LISTED_MATCHES), more);
  }

  /**
   * The id of the one person meant, as in `named`. An id that is linked to another one is given back as it is: before
   * the link was known it is a person by itself.
   */
  async idMeant(text: string): Promise<string> {
    const id = paddedCik(text) ?? text;
    const kept = await this.live.read((readModel) => readModel.keptId(id));
    return kept === undefined ? (await this.named(text)).personId : id;
  }

  /** The person as it is listed; one that is no more, because the id was linked to another one, as it was by itself. */
  private async listed(id: string): Promise<PersonRow> {
    const person = await this.live.read((readModel) => readModel.person(id));
    if (person) return person;
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStream(streamOf(id))) events.push(event);
    const unlinked = projectPerson(events, {}, id)?.person;
    if (unlinked) return unlinked;
    throw new InvalidQuestion('after', `after is "${id}", which is nobody's id`);
  }

  /** The person of that id, also of one that is linked to the id under which the person is kept. */
  private person(text: string): Promise<PersonRow | undefined> {
    const id = paddedCik(text) ?? text;
    return this.live.read(
      async (readModel) =>
        (await readModel.person(id)) ?? readModel.person((await readModel.keptId(id)) ?? id),
    );
  }
}
