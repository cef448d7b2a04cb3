import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parseDocument } from '../../src/core/filing/parse-document';
import { recordDecision } from '../../src/core/ledger/record-decision';
import type { EventStore } from '../../src/event-store/event-store';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { DecisionRecorder } from '../../src/services/decision-recorder';
import { HoldingsService } from '../../src/services/holdings.service';
import { IngestService } from '../../src/services/ingest.service';
import type { DocumentOutcome } from '../../src/services/ingest-report';
import { RowsCheck } from '../../src/services/rows-check';
import { SharedDecisionsService } from '../../src/services/shared-decisions.service';
import type { Source } from '../../src/services/source';
import { type VerifyFinding, VerifyService } from '../../src/services/verify.service';
import { OpenedLedger, source } from '../support/opened-ledger';
import { filingOf } from '../support/parsed';
import { submission } from '../support/submission';
import { xmlTwin } from '../support/xml-twin';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const CIKS = { owner: '0001211060', issuer: '0000855654' };
const PRINTED = 'name.carter-david-warren';
const ISSUER = 'name.immunogen-inc';
const BY = { author: 'A. Auditor', reason: 'the same signature and the same awards', knownOn: '2006-07-01' };

const FORMS = ['2006-07-05', '2008-06-18', '2008-11-14'].map((date, place) => {
  const bytes = readFileSync(path.join(EXAMPLES, `carter-${date}.txt`));
  const filing = filingOf(parseDocument(bytes));
  const xml = xmlTwin(filing, CIKS);
  const header = {
    accession: `0001179110-0${6 + 2 * Number(place > 0)}-00000${place}`,
    form: '4',
    filed: date,
  };
  return {
    printed: source(`carter-${date}.txt`, bytes),
    xml: source(`carter-${date}.xml`, xml),
    submission: source(
      `carter-${date}-submission.txt`,
      submission(xml, { ...header, accepted: `${date}T16:34:12` }),
    ),
  };
});

const S10 = [
  ['Common Stock', '85000'],
  ['Deferred Share Unit', '6230.5295'],
  ['Deferred Share Unit', '8000'],
  ['Non-Qualified Stock Option', '0'],
];

let ledger: OpenedLedger;
afterEach(() => ledger.close());

const shared = () => ledger.get(SharedDecisionsService);
const rowHash = (personId: string) => ledger.get(LiveGeneration).read((rows) => rows.rowHash(personId));
const modelHash = () => ledger.get(LiveGeneration).read((rows) => rows.readModelHash());

async function linkBoth(): Promise<void> {
  await shared().link('person', [CIKS.owner, PRINTED], BY);
  await shared().link('issuer', [CIKS.issuer, ISSUER], BY);
}

async function balances(personId: string) {
  const { holdings } = await ledger.get(HoldingsService).holdings(personId, { asOf: '2008-11-14' });
  return holdings.map(({ title, balance }) => [title, balance]).sort();
}

describe('S16: printed forms, XML and submissions of the same filings, once person and issuer are linked', () => {
  it('every order, once or twice, with the links after or in between, comes to the rows of the XML alone', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ submission: each }) => each));
    const alone = await modelHash();
    expect(await balances(CIKS.owner)).toEqual(S10);
    await ledger.close();
    for (const [nth, order] of permutations(FORMS).entries()) {
      const one = order.flatMap((form) => [form.printed, form.xml, form.submission]);
      const documents =
        nth % 2 === 0 ? one : [...order.map((form) => form.submission), ...one.reverse(), ...one];
      // Linked as soon as both have a filing, or at the end.
      const early = nth < 3 ? documents.slice(0, nth % 2 === 0 ? 3 : 6) : documents;
      ledger = await OpenedLedger.open();
      await ledger.ingest(...early);
      await linkBoth();
      await ledger.ingest(...documents.slice(early.length));
      expect(await balances(PRINTED)).toEqual(S10);
      expect(await modelHash()).toBe(alone);
      if (nth < 5) await ledger.close();
    }
  }, 120_000);

  it('the XML alone, without accession numbers, is joined by the printed forms hash for hash, too', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ xml }) => xml));
    const alone = await modelHash();
    await ledger.ingest(...FORMS.map(({ printed }) => printed));
    expect(await modelHash()).not.toBe(alone);
    await linkBoth();
    expect(await modelHash()).toBe(alone);
    const filings = await ledger.get(LiveGeneration).read((rows) => rows.filings(CIKS.owner));
    expect(filings.map(({ sources }) => sources.map(({ format }) => format))).toEqual(
      FORMS.map(() => ['ownershipXml', 'printedText']),
    );
  });

  it('a document that is there already is told to be, and why', async () => {
    ledger = await OpenedLedger.open(...FORMS.flatMap((form) => [form.printed, form.xml]));
    await linkBoth();
    const outcomes: DocumentOutcome[] = [];
    const again: Source[] = FORMS.flatMap((form) => [form.printed, form.xml]);
    await ledger
      .get(IngestService)
      .ingest(Readable.from(again), { onOutcome: (each) => outcomes.push(each) });
    expect(outcomes.map(({ outcome, events, reason }) => [outcome, events, reason])).toEqual(
      again.map(() => ['duplicate', 0, 'this document is recorded already']),
    );
  });
});

describe('S11: who a printed name is', () => {
  it('different addresses and no CIK come to one person by the default rule, who a link makes one with a CIK', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    const [printed, cik] = [await rowHash(PRINTED), await rowHash(CIKS.owner)];
    expect([printed, cik]).not.toContain(undefined);
    await linkBoth();
    expect(await balances(CIKS.owner)).toEqual(S10);
    expect(await rowHash(PRINTED)).toBeUndefined();
    const { person } = await ledger.get(HoldingsService).holdings(PRINTED);
    expect(person).toMatchObject({ personId: CIKS.owner, filings: 3 });
    expect(person.linked).toMatchObject([
      { persons: [CIKS.owner, PRINTED], author: BY.author, reason: BY.reason },
    ]);
  });

  it('the link is an event, can be undone or unlinked, and then everything is as before, row for row', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    const before = await modelHash();
    await linkBoth();
    const linked = await modelHash();
    await shared().unlink('person', [PRINTED, CIKS.owner], { author: 'B. Other', reason: 'a namesake' });
    await shared().unlink('issuer', [ISSUER, CIKS.issuer], { author: 'B. Other', reason: 'a namesake' });
    expect(linked).not.toBe(before);
    expect(await modelHash()).toBe(before);
    const events = await ledger.events('identity-links');
    expect(events.map(({ type }) => type)).toEqual([
      'PersonsLinked',
      'IssuersLinked',
      'PersonsUnlinked',
      'IssuersUnlinked',
    ]);
  });

  it('as known before the link, and as recorded before it, each is a person by itself', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    const holdings = ledger.get(HoldingsService);
    const [recordedAt] = (await ledger.events(`reportingPerson-${PRINTED}`)).map(({ id }) => id).slice(-1);
    const separate = [await holdings.holdings(PRINTED), await holdings.holdings(CIKS.owner)];
    await linkBoth();
    const then = { knownAt: '2006-06-30' };
    expect((await holdings.holdings(CIKS.owner, then)).person.personId).toBe(CIKS.owner);
    expect((await holdings.holdings(PRINTED, then)).person.personId).toBe(PRINTED);
    const [printed] = separate;
    const again = await holdings.holdings(PRINTED, { recordedAt: recordedAt! });
    expect(again.person).toEqual(printed!.person);
    expect(again.holdings).toEqual(printed!.holdings);
    const link = (await ledger.events('identity-links'))[0]!;
    const joined = await holdings.holdings(PRINTED, { recordedAt: link.id });
    expect(joined.person.personId).toBe(CIKS.owner);
    expect(joined.basis.position).toBe(link.position);
  });

  it('is verified like everything else, with links in the log', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    await linkBoth();
    const found: unknown[] = [];
    const { persons } = await ledger
      .get(VerifyService)
      .verify({ deep: true }, (finding) => found.push(finding));
    expect({ persons, found }).toEqual({ persons: 1, found: [] });
  });

  it('is verified beside somebody who decides: what is not yet projected, or just was, is no fault', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    const check = ledger.get(RowsCheck);
    // The shared streams were read before the links were made.
    const early = check.streams();
    await early.links();
    await linkBoth();
    const found: VerifyFinding[] = [];
    const tell = (finding: VerifyFinding) => found.push(finding);
    const streams = [CIKS.owner, PRINTED].map((id) => `reportingPerson-${id}`);
    expect([await check.check(streams[0]!, early, tell), found]).toEqual([1, []]);

    const unlinked = { type: 'PersonsUnlinked', data: { ...BY, persons: [CIKS.owner, PRINTED] } } as const;
    const recorded = { revision: 1, correlationId: 'test', recordedAt: '2026-01-05T10:00:00.000Z' };
    const events = [recordDecision('identity-links', unlinked, recorded)];
    await ledger.store.append([{ stream: 'identity-links', expectedRevision: 1, events }]);
    for (const stream of streams) await check.check(stream, check.streams(), tell);
    expect(found).toEqual([]);
    await ledger.get(LiveProjector).catchUp();
    for (const stream of streams) await check.check(stream, early, tell);
    expect(found).toEqual([]);

    await ledger.get(LiveGeneration).read(async (rows) => {
      const from = (await rows.checkpoint())!;
      await rows.replacePersons([], { from, to: { ...from, pieces: 1 } }, [PRINTED]);
    });
    for (const stream of streams) await check.check(stream, early, tell);
    const what = 'the read model has no rows of this person: rebuild it';
    expect(found).toEqual([expect.objectContaining({ kind: 'corruption', stream: streams[1], what })]);
  });
});

describe('what a decision changes for many', () => {
  it('is found with one reading of each stream of theirs, and others have their turn in between', async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
    const reads: string[] = [];
    let turns = 0;
    const readStream = (stream: string, from?: number) => {
      reads.push(stream);
      setImmediate(() => turns++);
      return ledger.store.readStream(stream, from);
    };
    const store: EventStore = Object.assign(Object.create(ledger.store), { readStream });
    const { persons } = await new DecisionRecorder(store, ledger.get(LiveProjector)).make(
      {
        stream: 'identity-links',
        decide: () => ({ type: 'IssuersLinked', data: { ...BY, issuers: [CIKS.issuer, ISSUER] } }),
        concerned: () => [CIKS.owner, PRINTED],
      },
      { dryRun: true },
    );
    expect(persons.map(({ person }) => person.personId)).toEqual([CIKS.owner, PRINTED]);
    const own = reads.filter((stream) => stream.startsWith('reportingPerson-'));
    expect(own).toEqual([`reportingPerson-${CIKS.owner}`, `reportingPerson-${PRINTED}`]);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('what cannot be linked or unlinked', () => {
  beforeEach(async () => {
    ledger = await OpenedLedger.open(...FORMS.map(({ printed }) => printed), FORMS[2]!.xml);
  });

  it('is refused with the reason', async () => {
    const link = (one: string, other: string) => shared().link('person', [one, other], BY);
    const unlink = (one: string, other: string) => shared().unlink('person', [one, other], BY);
    await expect(link(PRINTED, PRINTED)).rejects.toThrow('are the same id');
    await expect(link(PRINTED, 'name.nobody')).rejects.toThrow(
      'no reporting person has the id "name.nobody"',
    );
    await expect(unlink(PRINTED, CIKS.owner)).rejects.toThrow('are not linked: there is nothing to unlink');
    await expect(shared().link('issuer', [ISSUER, '1'], BY)).rejects.toThrow(
      'no filing reports on an issuer "1"',
    );
    await link(PRINTED, CIKS.owner);
    await expect(link(CIKS.owner, PRINTED)).rejects.toThrow('are one person already, linked to one another');
    expect(await ledger.events('identity-links')).toHaveLength(1);
  });

  it('is shown with every person whom it concerns, before and after, and not recorded in a dry run', async () => {
    const dry = await shared().link('person', [PRINTED, CIKS.owner], BY, { dryRun: true });
    expect(dry.recorded).toBe(false);
    expect(dry.persons.map(({ person, changes }) => [person.personId, changes.length > 0])).toEqual([
      [CIKS.owner, true],
      [PRINTED, true],
    ]);
    expect(await ledger.events('identity-links')).toEqual([]);
    const made = await shared().link('person', [PRINTED, CIKS.owner], BY);
    expect({ ...made, recorded: false, eventId: dry.eventId }).toEqual({
      ...dry,
      persons: expect.anything(),
    });
    expect(made.persons.map(({ changes }) => changes)).toEqual(dry.persons.map(({ changes }) => changes));
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) =>
    permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]),
  );
}
