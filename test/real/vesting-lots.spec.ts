import path from 'node:path';
import { type PersonLot, vestingLots } from '../../src/core/ledger/vesting-lots';
import { addDays } from '../../src/core/values/calendar-date';
import { add, toUnits } from '../../src/core/values/quantity';
import { lotOn } from '../../src/core/vesting/lot-position';
import { documentsFrom } from '../support/given-document';
import { recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('derivative lots of the real filings');
const DATES = ['2005-01-01', '2012-06-30', '2018-12-31', '2022-03-01', '2026-01-01', '2040-01-01'];

(there ? describe : describe.skip)('derivative lots of the real filings', () => {
  const lots = there ? allLots() : [];
  const sum = (amounts: readonly string[]) => amounts.reduce(add, '0');

  it('are there, and no two have one id', () => {
    expect(lots.length).toBeGreaterThan(250);
    expect(new Set(lots.map(({ step, lotId }) => `${step.personId} ${lotId}`)).size).toBe(lots.length);
  });

  it('those of which nothing is known are convertible securities, but for a few, each with a reason', () => {
    const reasons = lots.flatMap(({ reading }) => reading.tranches.undetermined ?? []);
    expect(reasons.length).toBeLessThanOrEqual(131);
    const converting = reasons.filter((reason) => reason.includes('tell of conversion, not of vesting'));
    expect(converting.length).toBeGreaterThanOrEqual(reasons.length - 20);
    const known = lots.filter(({ reading }) => reading.tranches.certainty !== 'undetermined');
    expect(known.length).toBeGreaterThanOrEqual(138);
  });

  it('what the filings leave is what the lots come to, but for five holdings, each explained', () => {
    const explained = new Map(
      lots.flatMap(({ step, holding, doubts }) => {
        const doubt = doubts.find((each) => each.includes('the filings leave'));
        return doubt === undefined
          ? []
          : [[`${step.personId} ${holding.holdingId}`, [holding.issuerName, doubt]]];
      }),
    );
    expect([...explained.values()].sort()).toEqual([
      // The filer repeats the units exercised where nothing is left.
      ['Eventbrite, Inc.', expect.stringMatching(/10724 units, the lots 0: column 9 repeats the units/)],
      ['Eventbrite, Inc.', expect.stringMatching(/20302 units, the lots 0: column 9 repeats the units/)],
      // Whole units are filed of a balance in thousandths; twice the balance of another filing is given.
      [
        'MICROSOFT CORP',
        expect.stringMatching(/by 572 on 2019-12-12, by -571 on 2019-12-03 and less in 24 other rows$/),
      ],
      ['Natera, Inc.', expect.stringMatching(/11424 units, the lots 0: column 9 repeats the units/)],
      // A slip of one digit: 3,484,778 for 3,474,778.
      [
        'Square, Inc.',
        expect.stringMatching(/column 9 does not follow from the row before, by 10000 on 2020-03-03$/),
      ],
    ]);
  });

  it('the tranches of each come to its units', () => {
    const wrong = lots.filter(({ vesting }) => {
      return sum(vesting.tranches.map(({ units }) => units)) !== vesting.terms.units;
    });
    expect(wrong).toEqual([]);
  });

  it('each position adds up, on every date', () => {
    for (const { vesting } of lots) {
      for (const date of DATES) {
        const { granted, vested, unvested, forfeited, held, ...rest } = lotOn(date, vesting);
        expect(sum([vested, unvested, forfeited])).toBe(granted);
        expect(sum([held, rest.exercised, rest.disposed, rest.expired, forfeited])).toBe(granted);
        expect(toUnits(rest.exercisable) <= toUnits(held)).toBe(true);
      }
    }
  });

  it('none without a schedule is exercisable, and each says why', () => {
    const unknown = lots.filter(({ reading }) => reading.tranches.certainty === 'undetermined');
    expect(unknown.length).toBeGreaterThan(0);
    for (const { reading, vesting } of unknown) {
      expect(reading.tranches.undetermined).not.toBe('');
      if (vesting.exercisableBeforeVesting) continue;
      expect(lotOn('2026-01-01', vesting).exercisable).toBe('0');
    }
  });

  it('a filed draw takes no more than a lot has, but where the filings themselves do not add up', () => {
    const over = lots.filter(({ vesting }) =>
      lotOn('2040-01-01', vesting).doubts.some((doubt) => doubt.endsWith('more than the lot has left')),
    );
    expect(over.filter(({ doubts }) => !doubts.some((doubt) => doubt.includes('the filings leave')))).toEqual(
      [],
    );
  });

  it('nothing is exercisable after the expiration', () => {
    for (const { vesting } of lots) {
      const { expiresOn } = vesting.terms;
      if (expiresOn)
        expect(lotOn(addDays(expiresOn, 1), vesting)).toMatchObject({ exercisable: '0', held: '0' });
    }
  });
});

function allLots(): PersonLot[] {
  const streams = recordedEvents(documentsFrom(path.join(SHARED, 'filings/xml')));
  return [...streams].flatMap(([stream, events]) =>
    vestingLots(events).filter((lot) => lot.streams[0] === stream),
  );
}
