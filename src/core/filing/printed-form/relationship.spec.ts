import { SourceLines } from '../source-lines';
import { FormReading } from './form-reading';
import { headText, readHeadBoxes } from './head-boxes';
import { readRelationship } from './relationship';
import { readTextSheet } from './text-sheet';

const LABEL = '5. Relationship of Reporting Person(s) to Issuer (Check all applicable)';
const read = (...lines: string[]) => {
  const text = lines.join('\n');
  const { rows } = readTextSheet(text);
  const form = new FormReading(SourceLines.of(text), new Set(), new Map());
  const { isDirector, isTenPercentOwner, isOfficer, isOther, officerTitle, otherText } = readRelationship(
    readHeadBoxes(rows),
    headText(rows),
    false,
    form,
  );
  const boxes = [isDirector, isTenPercentOwner, isOfficer, isOther].map((cell) => cell?.value ?? cell?.doubt);
  return {
    boxes,
    titles: [officerTitle?.value, otherText?.value],
    problems: form.problems.map(({ code }) => code),
  };
};

describe('the boxes of the relationship', () => {
  it('reads boxes that are printed', () => {
    expect(
      read(
        LABEL,
        '[X] Director [ ] 10% Owner',
        '[x] Officer (give title below) [ ] Other (specify below)',
        'Treasurer',
      ),
    ).toEqual({ boxes: [true, false, true, false], titles: ['Treasurer', undefined], problems: [] });
    expect(read(LABEL, '_X_ Director ___ 10% Owner ___ Officer ___ Other').boxes).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(read(LABEL, '☐ Director ☒ 10% Owner ☐ Officer ☐ Other').boxes).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('takes a blank place for an empty box where crosses stand in cells of their own', () => {
    expect(
      read(LABEL, 'X\tDirector\t\t10% Owner', '\tOfficer (give title below)\t\tOther (specify below)').boxes,
    ).toEqual([true, false, false, false]);
  });

  it('does not know what it does not see: no cross is not an empty box', () => {
    expect(
      read(`${LABEL} ☒ Director 10% Owner  Officer (give title below) Other (specify below)`).boxes,
    ).toEqual([true, 'unreadable', 'unreadable', 'unreadable']);
    expect(read(LABEL, '\tDirector\t\t10% Owner', '\tOfficer\t\tOther')).toMatchObject({
      boxes: ['unreadable', 'unreadable', 'unreadable', 'unreadable'],
      problems: ['unreadableBoxes'],
    });
  });

  it('reads what is written below for an officer and for other', () => {
    expect(
      read(LABEL, '[ ] Director [ ] 10% Owner [X] Officer [X] Other', 'Secretary', 'Member of group'),
    ).toMatchObject({
      boxes: [false, false, true, true],
      titles: ['Secretary', 'Member of group'],
    });
  });
});
