import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { Projector } from '../../src/read-model/projector';
import { NotFound } from '../../src/services/answer';
import { PersonReader } from '../../src/services/person-reader';
import { linkedPersons, sharedEvents, unlinkedPersons } from '../support/given-links';
import { Places } from './databases';
import { append, eventsOf, logOf, owner, purchase } from './logs';

const [ONE, TWO] = [owner(1).cik, owner(2).cik];
const FILED = eventsOf([purchase(1, 1, '1000'), purchase(2, 1, '1500'), purchase(1, 2, '2000')]);
const [LINK, UNLINK] = sharedEvents([linkedPersons(ONE, TWO), unlinkedPersons(ONE, TWO)]) as [
  StoredEvent,
  StoredEvent,
];

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

describe('a person whose ids are linked while the rows are read', () => {
  /** What is answered about an id when `meanwhile` is projected between two queries. */
  async function asked(id: string, events: readonly StoredEvent[], meanwhile: readonly StoredEvent[]) {
    const live = await LiveGeneration.open(places.generations('SQLite'));
    const store = await logOf(events);
    const project = () =>
      live.use(({ readModel }) => new Projector(store, readModel, projectPerson).catchUp());
    await project();
    let came = false;
    const reading = await new PersonReader(live, store)
      .rows(id, {}, async () => {
        if (!came) {
          came = true;
          await append(store, meanwhile);
          await project();
        }
      })
      .finally(() => live.close());
    return [reading.person.personId, reading.filings.filings.size];
  }

  it('is answered with the rows of the whole person from the link on', async () => {
    expect(await asked(TWO, FILED, [])).toEqual([TWO, 1]);
    expect(await asked(TWO, FILED, [LINK])).toEqual([ONE, 3]);
  });

  it('is answered with its own rows when the link is taken back', async () => {
    expect(await asked(TWO, [...FILED, LINK], [])).toEqual([ONE, 3]);
    expect(await asked(TWO, [...FILED, LINK], [UNLINK])).toEqual([TWO, 1]);
  });

  it('is not found when there is none', async () => {
    await expect(asked('0000000077', FILED, [])).rejects.toThrow(NotFound);
  });
});
