import { withDecisionsIn } from '../../../test/support/given-decisions';
import { CARTER, document, filing, type GivenFiling, IMMUNOGEN } from '../../../test/support/given-filing';
import { linkedPersons, sharedEvents } from '../../../test/support/given-links';
import { recordedEvents } from '../../../test/support/recorded-events';
import type { StoredEvent } from './events';
import { streamOf } from './parties';
import { foldPerson } from './person-holdings';
import { lineIds } from './person-rows';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const NAME = 'name.carter-david-warren';
const BY = { author: 'A. Auditor', reason: 'r' };
const sold = (shares: string, following: string): GivenFiling => ({
  period: '2020-03-02',
  signed: '2020-03-03',
  lines: [{ on: '2020-03-02', code: 'S', way: 'D', shares, following }],
});
const amending: GivenFiling = {
  ...sold('900', '82000'),
  form: '4/A',
  signed: '2020-03-10',
  original: '2020-03-03',
};

/** The same filings under a CIK, as XML, and under a name, as printed text; the two are linked. */
const linked = (...filings: GivenFiling[]): readonly StoredEvent[] => {
  const printed = filings.map((each) =>
    filing({ ...each, owners: [{ name: CARTER.name }], issuer: IMMUNOGEN, format: 'printedText' }),
  );
  const documents = [...printed, ...filings.map((each) => filing(each))].map((each, place) =>
    document(each, `document ${place}`),
  );
  return [
    ...[...recordedEvents(documents).values()].flat(),
    ...sharedEvents([linkedPersons(CARTER.cik, NAME)]),
  ];
};
const folded = (events: readonly StoredEvent[]) => foldPerson(events, {}, CARTER.cik)!;
/** Decisions one after the other, each in the stream of the id under which it names what it is about. */
const decided = (
  events: readonly StoredEvent[],
  decisions: readonly (readonly [string, NewDecision, string?])[],
) =>
  decisions.reduce((all, [id, decision, on]) => withDecisionsIn(streamOf(id), all, [decision], on), events);

describe('decisions on one thing that name it by two linked ids', () => {
  const events = linked(sold('1000', '84000'));
  const [first] = folded(events).filings;
  const [byCik, byName] = lineIds({ filing: first!, line: first!.lines[0]! }) as [string, string];
  const months = ['2021-01-01', '2021-02-01', '2021-03-01'] as const;
  const inTurn = (make: (line: string, place: number, knownOn: string) => NewDecision) =>
    decided(events, [
      [CARTER.cik, make(byCik, 1, months[0])],
      [NAME, make(byName, 2, months[1])],
      [CARTER.cik, make(byCik, 3, months[2])],
    ]);

  it('of corrections the latest holds', () => {
    const corrected = inTurn((line, place, knownOn) => ({
      type: 'LineCorrected',
      data: { ...BY, knownOn, line, cells: { transactionShares: { value: `100${place}` } } },
    }));
    expect(folded(corrected).filings[0]!.lines[0]!.cells.transactionShares!.value).toBe('1003');
  });

  it('of openings the latest holds', () => {
    const opened = inTurn((holding, place, knownOn) => ({
      type: 'OpeningBalanceStated',
      data: { ...BY, knownOn, holding, balance: `8500${place}` },
    }));
    expect(folded(opened).holdings[0]!.steps[0]!.computed).toBe('85003');
  });

  it('of chosen originals the latest holds', () => {
    const tied = linked(sold('1000', '84000'), sold('500', '83500'), amending);
    const printOf = (shares: string, twin = false) => {
      const one = folded(tied).filings.find(
        ({ lines: [line] }) => line!.cells.transactionShares!.value === shares,
      )!;
      return twin ? one.twins[0]!.fingerprint : one.fingerprint;
    };
    const choose = (twin: boolean, original: string | null, knownOn: string): NewDecision => ({
      type: 'OriginalChosen',
      data: { ...BY, knownOn, amendment: printOf('900', twin), original },
    });
    const chosen = decided(tied, [
      [CARTER.cik, choose(false, printOf('1000'), months[0])],
      [NAME, choose(true, null, months[1])],
      [CARTER.cik, choose(false, printOf('500'), months[2])],
    ]);
    const [{ standing, originals }] = folded(chosen).amendments as [
      ReturnType<typeof folded>['amendments'][0],
    ];
    expect([standing, originals.map(({ filing: { fingerprint } }) => fingerprint)]).toEqual([
      'matched',
      [printOf('500')],
    ]);
  });
});

describe('decisions known on one day that stand in two streams', () => {
  const events = linked(sold('1000', '84000'));
  const [first] = folded(events).filings;
  const [byCik, byName] = lineIds({ filing: first!, line: first!.lines[0]! }) as [string, string];
  const open = (holding: string, balance: string): NewDecision => ({
    type: 'OpeningBalanceStated',
    data: { ...BY, knownOn: '2021-01-01', holding, balance },
  });
  const opening = (all: readonly StoredEvent[]) => folded(all).holdings[0]!.steps[0]!.computed;

  it('come to the same rows, however the streams are interleaved', () => {
    const one = decided(events, [
      [CARTER.cik, open(byCik, '85001')],
      [NAME, open(byName, '85002')],
    ]);
    const other = decided(events, [
      [NAME, open(byName, '85002')],
      [CARTER.cik, open(byCik, '85001')],
    ]);
    const hashes = [
      one,
      other,
      [...one.filter(inStream(NAME)), ...one.filter((each) => !inStream(NAME)(each))],
    ].map((all) => projectPerson(all, {}, CARTER.cik)!.rowHash);
    expect(new Set(hashes).size).toBe(1);
  });

  it('hold as they were made: the later one', () => {
    for (const [one, other] of [
      [CARTER.cik, NAME],
      [NAME, CARTER.cik],
    ] as const) {
      const line = (id: string) => (id === NAME ? byName : byCik);
      const all = decided(events, [
        [one, open(line(one), '85001'), '2026-01-05'],
        [other, open(line(other), '85002'), '2026-01-06'],
      ]);
      expect(opening(all)).toBe('85002');
      expect(opening([...all].reverse().sort((left, right) => left.revision - right.revision))).toBe('85002');
    }
  });

  it('of which one is undone: the other one holds', () => {
    const all = decided(events, [
      [CARTER.cik, open(byCik, '85001')],
      [NAME, open(byName, '85002')],
    ]);
    const last = all.at(-1)!;
    const undoing: NewDecision = {
      type: 'DecisionUndone',
      data: { ...BY, knownOn: '2021-01-01', decision: last.id },
    };
    const undone = decided(all, [[NAME, undoing]]);
    const apart = [...undone.filter(inStream(NAME)), ...undone.filter((each) => !inStream(NAME)(each))];
    expect([opening(undone), opening(apart)]).toEqual(['85001', '85001']);
  });
});

function inStream(id: string): (event: StoredEvent) => boolean {
  return ({ stream }) => stream === streamOf(id);
}
