import { readHeadBoxes } from './head-boxes';
import { readTextSheet } from './text-sheet';

const boxes = (...lines: string[]) => {
  const found = readHeadBoxes(readTextSheet(lines.join('\n')).rows);
  return Object.fromEntries(found.map(({ label, text }) => [label, text.fold().text]));
};

describe('the boxes of items 1 to 6', () => {
  it('cuts a cell that holds several items at their labels', () => {
    expect(
      boxes(
        '1. Name and Address of Reporting Person* <b>CARTER DAVID WARREN</b>  (Last) (First) (Middle) <b>468 HOLLIS LANE</b>  (Street) <b>ST. HELENA CA 94574</b>  (City) (State) (Zip)\t2. Issuer Name and Ticker or Trading Symbol <b>IMMUNOGEN INC [ IMGN ]</b>',
      ),
    ).toEqual({
      owner: 'CARTER DAVID WARREN',
      ownerName: '468 HOLLIS LANE',
      ownerStreet: 'ST. HELENA CA 94574',
      ownerCity: '',
      issuer: 'IMMUNOGEN INC [ IMGN ]',
    });
  });

  it('finds what stands below a label in its column', () => {
    expect(
      boxes(
        '1. Name and Address of Reporting Person*    2. Issuer Name and Ticker or Trading Symbol',
        '   SMITH JOHN Q                                ACME CORP [ACME]',
        '   (Last)  (First)  (Middle)                3. Date of Earliest Transaction',
        '   12 MAIN STREET                              (Month/Day/Year)',
        '   (Street)                                    03/15/2010',
        '   OTTAWA  IL  61350                        4. If Amendment, Date of Original Filed',
      ),
    ).toEqual({
      owner: 'SMITH JOHN Q',
      ownerName: '12 MAIN STREET',
      ownerStreet: 'OTTAWA IL 61350',
      issuer: 'ACME CORP [ACME]',
      period: '(Month/Day/Year) 03/15/2010',
      amendment: '',
    });
  });

  it('finds what stands below a label when all stands in one column', () => {
    expect(
      boxes(
        '2. Date of Event Requiring Statement (Month/Day/Year)',
        '06/30/2014',
        '3. Issuer Name and Ticker or Trading Symbol',
        'X Inc. [ X ]',
      ),
    ).toEqual({ period: '06/30/2014', issuer: 'X Inc. [ X ]' });
  });

  it('finds labels with letters lost or wrong', () => {
    expect(boxes('2. lssuer Narne and Ticker or Trading Symbol\tx', 'ACME [A]')).toEqual({
      issuer: 'x ACME [A]',
    });
    expect(boxes('(Che\telationship o eck all applic Director\table)')).toEqual({
      relationship: 'Director able)',
    });
  });

  it('keeps the columns of a grid, so that a blank place beside a label is seen', () => {
    const [box] = readHeadBoxes(
      readTextSheet('5. Relationship of Reporting Person(s) to Issuer\nX\tDirector\t\t10% Owner\n\tOfficer')
        .rows,
    );
    expect(box!.text.text).toBe('\nX\tDirector\t\t10% Owner\n\tOfficer');
  });
});
