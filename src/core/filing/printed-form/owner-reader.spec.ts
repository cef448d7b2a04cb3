import { SourceLines } from '../source-lines';
import { FormReading } from './form-reading';
import { readHeadBoxes } from './head-boxes';
import { readOwners } from './owner-reader';
import { readTextSheet } from './text-sheet';

const read = (text: string, words: string[] = []) => {
  const form = new FormReading(SourceLines.of(text), new Set(words), new Map());
  const owners = readOwners(readHeadBoxes(readTextSheet(text).rows), form);
  return { owners, form };
};
const box = (city: string) =>
  `1. Name and Address of Reporting Person*\nDOE JANE\n(Last) (First) (Middle)\n1 MAIN ST\nSUITE 2\n(Street)\n${city}\n(City) (State) (Zip)`;
const address = (city: string) => {
  const [owner] = read(box(city)).owners;
  return [owner!.rptOwnerCity?.value, owner!.rptOwnerState?.value, owner!.rptOwnerZipCode?.value];
};

describe('names and addresses of owners', () => {
  it('reads name, two lines of street, city, state and zip code with their places', () => {
    const { owners } = read(box('ST. HELENA CA 94574'));
    expect(owners).toEqual([
      {
        rptOwnerName: { value: 'DOE JANE', at: [2, 1, 8] },
        rptOwnerStreet1: { value: '1 MAIN ST', at: [4, 1, 9] },
        rptOwnerStreet2: { value: 'SUITE 2', at: [5, 1, 7] },
        rptOwnerCity: { value: 'ST. HELENA', at: [7, 1, 10] },
        rptOwnerState: { value: 'CA', at: [7, 12, 2] },
        rptOwnerZipCode: { value: '94574', at: [7, 15, 5] },
      },
    ]);
  });

  it.each([
    ['DOVER, NH 03820', ['DOVER', 'NH', '03820']],
    ['REDMOND\tWA\t98052-6399', ['REDMOND', 'WA', '98052-6399']],
    ['TORONTO ONTARIO\tA6\tM5J2T3', ['TORONTO ONTARIO', 'A6', 'M5J2T3']],
    ['LONDON X0 SW1A 1AA', ['LONDON', 'X0', 'SW1A 1AA']],
    ['HAMILTON D0', ['HAMILTON', 'D0', undefined]],
    ['SINGAPORE', ['SINGAPORE', undefined, undefined]],
  ])('reads %j', (line, parts) => {
    expect(address(line)).toEqual(parts);
  });

  it('repairs what can be justified in a damaged line, and does not believe a city that may lack letters', () => {
    const { owners, form } = read(box('DA (CA\t94501'));
    expect(owners[0]).toMatchObject({
      rptOwnerCity: { filed: 'DA', doubt: 'unreadable' },
      rptOwnerState: { value: 'CA', filed: '(CA', doubt: 'repaired' },
      rptOwnerZipCode: { value: '94501' },
    });
    expect(form.repairs.map(({ rule, value }) => [rule, value])).toEqual([['strayCharacter', 'CA']]);
    expect(form.problems.map(({ code, cell }) => [code, cell])).toEqual([['unreadableText', 'rptOwnerCity']]);
  });

  it('leaves an owner out that is printed twice', () => {
    expect(read(`${box('X Y1 2')}\n${box('X Y1 2')}`).owners).toHaveLength(1);
  });

  it('puts a torn name together when the form has the whole word elsewhere', () => {
    const { owners, form } = read('1. Name and Address of Reporting Person* NAKAM\tURA KEI', ['nakamura']);
    expect(owners[0]!.rptOwnerName).toMatchObject({
      value: 'NAKAMURA KEI',
      filed: 'NAKAM URA KEI',
      doubt: 'repaired',
    });
    expect(form.repairs).toHaveLength(1);
  });

  it('takes a name printed below its label with a repair, and nothing at all for an owner without name', () => {
    const below = read(
      '1. Name and Address of Reporting Person*\n(Last) (First) (Middle)\nDOE JANE\n(Street)',
    );
    expect(below.owners[0]!.rptOwnerName).toMatchObject({ value: 'DOE JANE', doubt: 'inferred' });
    const none = read('1. Name and Address of Reporting Person*\n(Last) (First) (Middle)\n(Street)');
    expect(none.owners).toEqual([]);
    expect(none.form.problems.map(({ code }) => code)).toEqual(['unreadableOwner']);
  });
});
