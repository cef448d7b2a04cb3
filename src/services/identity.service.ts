import { Injectable } from '@nestjs/common';
import type { PersonRow } from '../core/ledger/person-ledger';
import { type ShownIdentity, shownIdentity } from '../core/ledger/shown-identity';
import { searchName } from '../read-model/search-name';
import type { AnswerBasis } from './answer';
import type { Clocks } from './clocks';
import { PeopleService } from './people.service';
import { PersonReader } from './person-reader';

/** Persons looked through for others of the same name. */
const COMPARED = 1_000;

/** Somebody else of the same name, who may be the same person: never taken for one without a decision. */
export type PossibleTwin = Pick<
  PersonRow,
  'personId' | 'name' | 'filings' | 'firstEffectiveOn' | 'lastEffectiveOn'
>;

export interface IdentityAnswer extends ShownIdentity {
  /** With the links in force between the person's ids. */
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly possibleTwins: readonly PossibleTwin[];
}

/** The use case "who is this": the ids, names and addresses of a person over time. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly reader: PersonReader,
    private readonly people: PeopleService,
  ) {}

  /** Throws NotFound for an unknown person, InvalidQuestion for clocks that cannot be read. */
  async identity(personId: string, clocks: Clocks = {}): Promise<IdentityAnswer> {
    const { person, basis, rows } = await this.reader.events(personId, clocks);
    const shown = rows.folded ? shownIdentity(rows.folded) : { names: [], addresses: [] };
    return {
      person,
      basis,
      ...shown,
      possibleTwins: await this.possibleTwins(person, rows.folded?.identity.members(person.personId) ?? []),
    };
  }

  /** Others whose name has the same words, in whatever order. */
  private async possibleTwins(person: PersonRow, ids: readonly string[]): Promise<readonly PossibleTwin[]> {
    const names = new Set([person.name, ...person.otherNames].map(wordsOf));
    const found = new Map<string, PossibleTwin>();
    for (const search of names) {
      const { people } = await this.people.page({ search, limit: COMPARED });
      for (const other of people) {
        if (
          ids.includes(other.personId) ||
          ![other.name, ...other.otherNames].some((name) => names.has(wordsOf(name)))
        )
          continue;
        const { personId, name, filings, firstEffectiveOn, lastEffectiveOn } = other;
        found.set(personId, { personId, name, filings, firstEffectiveOn, lastEffectiveOn });
      }
    }
    return [...found.values()];
  }
}

function wordsOf(name: string): string {
  return searchName(name).split(' ').sort().join(' ');
}
