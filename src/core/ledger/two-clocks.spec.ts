import {
  document,
  filing,
  type GivenFiling,
  givenEvents,
  headerOf,
} from '../../../test/support/given-filing';
import { recordedEvents } from '../../../test/support/recorded-events';
import type { StoredEvent } from './events';
import { filingsOfPerson } from './filings-of-person';
import { projectPerson } from './project-person';

const SALE: GivenFiling = {
  accession: '0000000042-14-000001',
  filed: '2014-08-06',
  signed: '2014-08-05',
  lines: [{ on: '2014-08-04', code: 'S', shares: '1000', way: 'D', following: '84000' }],
};

function isKnownAt(events: readonly StoredEvent[], knownAt: string): boolean {
  return projectPerson(events, { knownAt }) !== undefined;
}

describe('a filing is known', () => {
  it('from the time of its acceptance, also late on the filing date', () => {
    const events = givenEvents({ ...SALE, accepted: '2014-08-06T21:32:34' });
    expect(isKnownAt(events, '2014-08-05')).toBe(false);
    expect(isKnownAt(events, '2014-08-06T21:32:33')).toBe(false);
    expect(isKnownAt(events, '2014-08-06T21:32:34')).toBe(true);
    expect(isKnownAt(events, '2014-08-06')).toBe(true);
  });

  it('from the end of its filing date, when no time is shown', () => {
    const events = givenEvents(SALE);
    expect(isKnownAt(events, '2014-08-06T23:59:59')).toBe(false);
    expect(isKnownAt(events, '2014-08-06')).toBe(true);
    expect(isKnownAt(events, '2014-08-07T00:00:00')).toBe(true);
  });

  it('from its filing date, when EDGAR closed before it came: nobody saw it on the evening before', () => {
    const events = givenEvents({ ...SALE, accepted: '2014-08-05T22:15:00' });
    expect(isKnownAt(events, '2014-08-05')).toBe(false);
    expect(isKnownAt(events, '2014-08-06')).toBe(true);
  });

  it('from its signature date, labelled so, when no filing date is known', () => {
    const { accession: _accession, filed: _filed, ...bare } = SALE;
    const events = givenEvents(bare);
    expect(filingsOfPerson(events)[0]).toMatchObject({ knownOn: '2014-08-05', knownBasis: 'signatureDate' });
    expect(isKnownAt(events, '2014-08-04')).toBe(false);
    expect(isKnownAt(events, '2014-08-05')).toBe(true);
  });

  it('from its recording, in US Eastern time and labelled so, when it shows no date at all', () => {
    const { accession: _accession, filed: _filed, signed: _signed, ...undated } = SALE;
    const events = givenEvents(undated);
    expect(events[0]!.metadata.recordedAt).toBe('2026-01-01T00:00:00Z');
    expect(filingsOfPerson(events)[0]).toMatchObject({
      knownOn: '2025-12-31',
      knownFrom: '2025-12-31T19:00:00',
      knownBasis: 'recordingTime',
    });
    expect(isKnownAt(events, '2025-12-31T18:59:59')).toBe(false);
    expect(isKnownAt(events, '2025-12-31')).toBe(true);
  });

  it('from the date of a header that came on its own, not from its signature before it', () => {
    const { accession, filed: _filed, ...bare } = SALE;
    const documents = [document(filing(bare), `4_${accession}.xml`), document(headerOf(SALE)!)];
    const [events] = recordedEvents(documents).values();
    expect(isKnownAt(events!, '2014-08-05')).toBe(false);
    expect(isKnownAt(events!, '2014-08-06')).toBe(true);
  });

  it('as it was first filed, when the same lines are filed again later', () => {
    const again = { ...SALE, accession: '0000000042-14-000009', filed: '2014-08-12', signed: '2014-08-11' };
    for (const order of [
      [SALE, again],
      [again, SALE],
    ] as const) {
      const events = givenEvents(...order);
      const [known] = filingsOfPerson(events, { knownAt: '2014-08-10' });
      expect(known).toMatchObject({ accession: SALE.accession, knownOn: '2014-08-06', problems: [] });
      const [both] = filingsOfPerson(events);
      expect(both!.problems.map(({ code }) => code)).toEqual(['sameLinesUnderTwoAccessions']);
    }
  });
});
