import { SourceLines } from '../source-lines';
import { FormReading } from './form-reading';
import { readFormTitle } from './form-title';
import { readTextSheet } from './text-sheet';

const title = (text: string) => {
  const { rows } = readTextSheet(text);
  return readFormTitle(rows, new FormReading(SourceLines.of(text), new Set(), new Map()));
};

describe('which form it is', () => {
  it.each([
    ['FORM 4', '4', false],
    ['# FORM 3', '3', false],
    ['SEC Form 5', '5', false],
    ['FORM 4/A', '4', true],
    ['Form 3 (Amendment No. 1)', '3', true],
  ])('reads %j', (text, number, amended) => {
    expect(title(`x\n${text}\ny`)).toMatchObject({ number, amended });
    expect(title(text)!.repair).toBeUndefined();
  });

  it('takes it from the statement when the title was lost, and says so', () => {
    expect(title('**STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP**')).toMatchObject({
      number: '4',
      cell: { doubt: 'inferred' },
      repair: { rule: 'formTypeFromStatement', value: '4' },
    });
    expect(title('STATEMENT\tOF CHANGE\tS IN BENEF\tICIAL OW\tNERSHIP')).toMatchObject({ number: '4' });
    expect(title('INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES')).toMatchObject({ number: '3' });
    expect(title('ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP')).toMatchObject({ number: '5' });
  });

  it('takes it from the OMB number when nothing else is left', () => {
    expect(title('OMB Number:\t3235-0362')).toMatchObject({
      number: '5',
      repair: { rule: 'formTypeFromOmbNumber' },
    });
  });

  it('does not take a sentence that names a form for the title', () => {
    expect(title('Form 4 or Form 5 obligations may continue. See Instruction 1(b).')).toBeUndefined();
  });
});
