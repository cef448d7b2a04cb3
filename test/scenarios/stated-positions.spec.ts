import { projectPerson } from '../../src/core/ledger/project-person';
import type { EventStore } from '../../src/event-store/event-store';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { ProjectionFailed } from '../../src/read-model/projection-pass';
import { Projector } from '../../src/read-model/projector';
import { InvalidQuestion } from '../../src/services/answer';
import { EventsService } from '../../src/services/events.service';
import { IssuersService } from '../../src/services/issuers.service';
import { PeopleService } from '../../src/services/people.service';
import { PeopleListService } from '../../src/services/people-list.service';
import { PersonFolds } from '../../src/services/person-folds';
import { SchedulesService } from '../../src/services/schedules.service';
import { OpenedLedger } from '../support/opened-ledger';
import { ACME } from '../support/ownership-xml';
import { personId, writePersonLog } from '../support/person-log';

const BY = { author: 'A. Auditor', reason: 'the transfer agent says so', knownOn: '2000-01-01' };

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await OpenedLedger.open();
});
afterEach(() => ledger.close());

/** Does something right after the head of the log was read for the first time, such as another process would. */
function afterFirstHead(store: EventStore, meanwhile: () => Promise<unknown>): void {
  const head = store.head.bind(store);
  store.head = async () => {
    store.head = head;
    const read = await head();
    await meanwhile();
    return read;
  };
}

describe('an answer that states a position', () => {
  it('states the one up to which it was read, whatever is appended meanwhile', async () => {
    await writePersonLog(ledger.store, 2);
    await ledger.get(LiveProjector).catchUp();
    const issuers = ledger.get(IssuersService);
    const split = { ...BY, issuer: ACME.cik, effectiveOn: '2009-12-31', from: '1', to: '2' };
    afterFirstHead(ledger.store, () =>
      ledger.decide(`issuer-${ACME.cik}`, { type: 'SplitStated', data: split }),
    );
    const told = await issuers.holders(ACME.cik);
    const again = await issuers.holders(ACME.cik, { recordedAt: told.basis.position! });
    const now = await issuers.holders(ACME.cik);
    expect(again).toEqual(told);
    expect(now.basis.position! > told.basis.position!).toBe(true);
    expect(now.classes[0]!.total).not.toBe(told.classes[0]!.total);
  });
});

describe('a page of events', () => {
  it('goes on after a position, with or without its leading zeros', async () => {
    await writePersonLog(ledger.store, 2);
    await ledger.get(LiveProjector).catchUp();
    const page = (after: string) => ledger.get(EventsService).page(personId(0), { after, limit: 3 });
    const { events, next } = await page('0000000000000020');
    expect(events).toHaveLength(3);
    expect(await page('20')).toMatchObject({ events, next });
    await expect(page('abc')).rejects.toThrow(InvalidQuestion);
    await expect(page('999')).rejects.toThrow('after is "999", which is no position of this ledger\'s log');
  });
});

/** Projects until the first event of a person whose fold fails: the rows of those before are ahead of the checkpoint. */
async function projectUntil(failing: string): Promise<void> {
  const project: typeof projectPerson = (events, knowledge, person) => {
    if (person === failing) throw new Error('cannot be folded');
    return projectPerson(events, knowledge, person);
  };
  const projection = ledger
    .get(LiveGeneration)
    .read((readModel) => new Projector(ledger.store, readModel, project).catchUp());
  await expect(projection).rejects.toThrow(ProjectionFailed);
}

describe('a list of rows that are ahead of the checkpoint', () => {
  it('says so, and is that of its position when it is asked for it', async () => {
    await writePersonLog(ledger.store, 4);
    await projectUntil(personId(3));
    const [list, schedules] = [ledger.get(PeopleListService), ledger.get(SchedulesService)];
    const position = '0000000000000012';
    const ahead = { position, rowsAheadTo: '0000000000000076' };
    expect(await list.page()).toMatchObject({ basis: ahead, people: [{ filings: 5 }, {}, {}] });
    expect(await schedules.report()).toMatchObject({ basis: ahead, summary: { lots: 15 } });
    const then = await list.page({ recordedAt: position });
    expect(then.basis).not.toHaveProperty('rowsAheadTo');
    expect(then.people.map(({ filings }) => filings)).toEqual([1, 1, 1]);
    await ledger.get(LiveProjector).catchUp();
    expect((await list.page()).basis).toEqual({ ...then.basis, position: '0000000000000080' });
  });
});

describe('a question about everybody while the rows are behind', () => {
  it('states the position up to which the rows tell who is there', async () => {
    await writePersonLog(ledger.store, 4);
    await projectUntil(personId(3));
    const list = ledger.get(PeopleListService);
    const behind = await list.page({ knownAt: '2030-01-01' });
    expect([behind.basis.position, behind.people.length]).toEqual(['0000000000000012', 3]);
    const { basis } = await ledger.get(IssuersService).holders(ACME.cik);
    expect(basis.position).toBe('0000000000000012');
    const beyond = list.page({ recordedAt: '80' });
    await expect(beyond).rejects.toThrow(InvalidQuestion);
    await expect(beyond).rejects.toThrow('projected up to 0000000000000012, not to 0000000000000080');
    await ledger.get(LiveProjector).catchUp();
    const again = await list.page({ knownAt: '2030-01-01', recordedAt: behind.basis.position! });
    expect(again).toEqual(behind);
    expect((await list.page({ recordedAt: '80' })).people).toHaveLength(4);
  });
});

describe('persons who are linked while the list is read', () => {
  const link = (one: string, other: string) =>
    ledger.decide('identity-links', { type: 'PersonsLinked', data: { ...BY, persons: [one, other] } });

  it('are still where a page ends', async () => {
    await writePersonLog(ledger.store, 6);
    await ledger.get(LiveProjector).catchUp();
    const people = ledger.get(PeopleService);
    const { people: all } = await people.page({});
    const { next } = await people.page({ limit: 3 });
    await link(all[0]!.personId, next!);
    expect(await people.page({ after: next! })).toEqual({ people: all.slice(3), next: null });
    await expect(people.page({ after: 'nobody' })).rejects.toThrow("which is nobody's id");
  });

  it('are still read, each once', async () => {
    await writePersonLog(ledger.store, 1100);
    await ledger.get(LiveProjector).catchUp();
    // On the second page, and linked away while the first one is read.
    const late = personId(1050);
    const read: string[] = [];
    for await (const id of ledger.get(PeopleService).everyId()) {
      if (read.length === 500) await link(personId(0), late);
      read.push(id);
    }
    expect(read).toEqual(Array.from({ length: 1100 }, (_, person) => personId(person)));
    let folded = 0;
    await ledger.get(PersonFolds).each(undefined, {}, () => folded++);
    expect(folded).toBe(1099);
    const { summary, lots } = await ledger.get(SchedulesService).report();
    expect([summary.persons, lots.length]).toEqual([1099, 5500]);
  });
});
