import { foldPerson } from '../../src/core/ledger/person-holdings';
import { projectPerson } from '../../src/core/ledger/project-person';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { PersonStreams } from '../../src/read-model/person-streams';
import { InvalidQuestion } from '../../src/services/answer';
import { DecisionRecorder } from '../../src/services/decision-recorder';
import { DecisionsService } from '../../src/services/decisions.service';
import { FilingsService } from '../../src/services/filings.service';
import { SharedDecisionsService } from '../../src/services/shared-decisions.service';
import { amendment, original, sale } from '../support/given-amendments';
import type { GivenFiling } from '../support/given-filing';
import { linkedPersons, sharedEvents, unlinkedPersons } from '../support/given-links';
import { Places } from './databases';
import { append, eventsOf, logOf, owner, purchase } from './logs';

const [ONE, TWO] = [owner(1).cik, owner(2).cik];
const BY = { author: 'A. Auditor', reason: 'the filer says so', knownOn: '2020-05-01' };
const [LINK, UNLINK] = sharedEvents([linkedPersons(ONE, TWO), unlinkedPersons(ONE, TWO)]);

const places = new Places();
let live: LiveGeneration;
afterEach(async () => {
  await live.close();
  await places.close();
});
afterAll(() => places.clear());

const ofTwo = (given: GivenFiling): GivenFiling => ({ ...given, owners: [owner(2)] });
const TIED = [
  original({ lines: [sale('1000', '84000')] }),
  original({ accession: '0000000042-20-000002', lines: [sale('500', '83500')] }),
  amendment({ lines: [sale('900', '82000')] }),
].map(ofTwo);

async function deciding(filings: readonly GivenFiling[]) {
  live = await LiveGeneration.open(places.generations('SQLite'));
  const store = await logOf(eventsOf([purchase(1, 1, '1000'), ...filings]));
  const projector = new LiveProjector(store, live, projectPerson);
  await projector.catchUp();
  const recorder = new DecisionRecorder(store, projector);
  const shared = new SharedDecisionsService(store, live, projector, recorder);
  const decisions = new DecisionsService(store, recorder, shared, new FilingsService(live));
  const happens = async (event: typeof LINK) => {
    await append(store, [event!]);
    await projector.catchUp();
  };
  const standing = async (id: string) => {
    const { events } = await new PersonStreams(store).of(id);
    return foldPerson(events, {}, id)!.amendments.map((each) => each.standing);
  };
  return { decisions, happens, standing };
}

describe('a decision on the original of an amendment', () => {
  it('stands where the amendment is recorded: it holds on when a link is taken back', async () => {
    const { decisions, happens, standing } = await deciding(TIED);
    await happens(LINK);
    expect(await standing(ONE)).toEqual(['tied']);
    const made = await decisions.original('0000000042-20-000009', '0000000042-20-000001', BY);
    expect([made.stream, made.person.personId]).toEqual([`reportingPerson-${TWO}`, ONE]);
    expect(await standing(ONE)).toEqual(['matched']);
    await happens(UNLINK);
    expect(await standing(TWO)).toEqual(['matched']);
    expect(await standing(ONE)).toEqual([]);
  });

  it('is refused where the filing chosen is of another form', async () => {
    const { decisions } = await deciding([TIED[0]!, { ...TIED[1]!, form: '5' }, TIED[2]!]);
    await expect(decisions.original('0000000042-20-000009', '0000000042-20-000002', BY)).rejects.toThrow(
      InvalidQuestion,
    );
  });
});
