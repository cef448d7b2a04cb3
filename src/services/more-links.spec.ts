import { CARTER, document, filing, IMMUNOGEN } from '../../test/support/given-filing';
import { linkedIssuers, linkedPersons, sharedEvents } from '../../test/support/given-links';
import { recordedEvents } from '../../test/support/recorded-events';
import { Identity } from '../core/ledger/identity';
import { moreLinks } from './more-links';

const PRINTED = { name: 'ImmunoGen, Inc.' };
const OTHER = { name: 'OTHER CORP' };
const line = { on: '2008-06-17', code: 'M', shares: '50000', way: 'A', following: '85000' } as const;
const filings = [IMMUNOGEN, PRINTED, OTHER].flatMap((issuer) =>
  [CARTER, { name: CARTER.name }].map((owner) =>
    filing({ signed: '2008-06-18', issuer, owners: [owner], lines: [line] }),
  ),
);
const recorded = recordedEvents(filings.map((each, place) => document(each, `document ${place}`)));
const events = [...recorded.values()].flat();

describe('links that a link may want', () => {
  it('are those of a CIK and a printed name that is the same, with the command', () => {
    const identity = Identity.of(sharedEvents([linkedPersons(CARTER.cik, 'name.carter-david-warren')]));
    expect(moreLinks('issuer', events, identity)).toEqual([
      '0000855654 and name.immunogen-inc have the same name and may be one issuer, too: if so, ' +
        '"holdings decide link 0000855654 name.immunogen-inc --issuers" says so',
    ]);
    expect(moreLinks('person', events, identity)).toEqual([]);
  });

  it('are of persons after a link of issuers', () => {
    const identity = Identity.of(sharedEvents([linkedIssuers(IMMUNOGEN.cik, 'name.immunogen-inc')]));
    expect(moreLinks('person', events, identity)).toEqual([
      expect.stringContaining('"holdings decide link 0001211060 name.carter-david-warren" says so'),
    ]);
    expect(moreLinks('issuer', events, identity)).toEqual([]);
  });
});
