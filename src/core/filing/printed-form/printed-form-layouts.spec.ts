import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { told } from '../../../../test/support/filing-in-words';
import { parseFormHtml } from './form-html';
import { parsePrintedForm } from './printed-form';

const FIXTURES = path.resolve(__dirname, '../../../../test/fixtures/printed');

/** What each form says, line by line; `?` is a doubt, `!` a problem, `~` a repair. Rejected ones: why. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'form3-holdings.md': [
    'Form 3 GRANITE PUMPS CORP [GPMP] 2011-03-15',
    'OKAFOR CHIDI B of DOVER NH 03820: isOfficer Chief Operating Officer',
    'I.1 Common Stock · 4250 D',
    'I.2 Common Stock · 1000.5[F1] I By 401(k) plan',
    'II.1 Stock Option (right to buy) · strike 7.25 · from [F2] · until 2020-02-01 · into 20000 Common Stock · D',
    "F1 Units of the plan's stock fund, as of the last statement.",
    'F2 Vests in four equal parts from February 1, 2011.',
    'signed /s/ Chidi B. Okafor 2011-03-24',
  ],
  'form3-nothing-owned.txt': [
    'Form 3 Lumen Freight Inc. [LMFT] 2014-06-30 nothing owned',
    'Brandt Ingrid of OAKLAND CA 94607: isDirector',
    'Remarks: Exhibit 24 - Power of Attorney',
    'signed /s/ Ruth Lang, attorney-in-fact for Ingrid Brandt 2014-07-08',
  ],
  'form4a-restated.txt': [
    'Form 4/A ARBOR TOOLS INC [ARBT] 2012-04-02 amends 2012-04-04',
    'PEREZ LUCIA M of SALEM OR 97301: isDirector',
    'I.1 Common Stock · 2012-04-02 S · D 1200 @ 31.07 · 13800 D',
    'signed /s/ Lucia M. Perez 2012-05-01',
  ],
  'form5-columns.txt': [
    'Form 5 NORTHWIND BANCORP [NWBC] 2009-12-31',
    'MERCER ALAN T of ALBANY NY 12207: isDirector',
    'I.1 Common Stock · 2009-05-04 G · D 200 @ 0 · 8800 D',
    'I.2 Common Stock · 2009-08-20 P (Form 4) · A 150 @ 11.25 · 8950 D',
    'I.3 Common Stock · 1200 I By wife',
    'Remarks: The purchase of August 20, 2009 should have been reported on Form 4.',
    'signed /s/ Alan T. Mercer 2010-02-12',
  ],
  'headings-lost.md': [
    'Form 4 BAYOU GAS CO [BYGC] 2016-01-20',
    'DUBOIS ANNE of NEW ORLEANS LA 70112:',
    'I.1 Common Stock · 2016-01-20 P · A 300 @ 10.1 · 1300 D',
    'II.1 Restricted Stock Unit · 2016-01-20 A · A? 450 @ 0 · into 450 Common Stock · 450 D',
    'II.2 Restricted Stock Unit · 2016-01-20 D · D? 200 @ 0 · into 200 Common Stock · 250 D',
    'signed /s/ Anne Dubois 2016-01-22',
    '! unreadableBoxes isDirector',
    '~ acquiredOrDisposedInferred II.1 transactionAcquiredDisposedCode «450» → A (or D)',
    '~ acquiredOrDisposedInferred II.2 transactionAcquiredDisposedCode «200» → D (or A)',
  ],
  'html-tables-in-text.md': [
    'Form 4 BOTTEGA WINES INC [BTGW] 2017-03-03',
    'ROSSI MARCO of NAPA CA 94559: isDirector',
    'I.1 Common Stock · 2017-03-03 A · A 1111[F1] @ 0 · 5555 D',
    'F1 A grant under the plan for directors.',
    'signed /s/ Marco Rossi 2017-03-06',
  ],
  'hurt-numbers.txt': [
    'Form 4 EMBER ENERGY [EMBR] 2004-07-01?',
    'QUINN SARAH of TULSA OK 74103:',
    'I.1 Common Stock · 2004-07-01? P · A 1000? @ 12.5? · 11000? D',
    'I.2 Common Stock · 2004-07-02? P · A 500 @ 12.75 · 11500 D',
    'I.3 Common Stock · 2004-07-06 P · A «4?0»? @ 13? · 12000 D',
    'II.1 Warrant · strike 15 · 2004-07-01? P · A 2000 @ 1.1 · from 2004-07-01 · until «06/30/2003»? · into 2000 Common Stock · 2000 D',
    'signed /s/ Sarah Quinn 2004-07-08',
    '! unreadableBoxes isDirector',
    '! unreadableQuantity I.3 transactionShares',
    '! expirationBeforeTransaction II.1 expirationDate',
    '~ misreadDigit periodOfReport «07/O1/2004» → 2004-07-01',
    '~ misreadDigit I.1 transactionDate «07/O1/2004» → 2004-07-01',
    '~ misreadDigit I.1 transactionShares «(1,O00» → 1000',
    '~ misreadDollar I.1 transactionPricePerShare «S12.50» → 12.5 (or 512.5)',
    '~ misreadDigit I.1 sharesOwnedFollowingTransaction «l1, 000)» → 11000',
    '~ twoDigitYear I.2 transactionDate «7/2/04» → 2004-07-02 (or 1904-07-02)',
    '~ misreadDigit I.3 transactionPricePerShare «$13.0O» → 13',
    '~ misreadDigit II.1 transactionDate «07/O1/2004» → 2004-07-01',
  ],
  'joint-filers.txt': [
    'Form 4 KITE ROBOTICS, INC. [KITE] 2018-08-01',
    'ASTER VENTURES II LP of BOSTON MA 02110: isTenPercentOwner',
    'Aster Management LLC of BOSTON MA 02110:',
    'I.1 Common Stock · 2018-08-01 S · D 250000 @ 33.1 · 1750000 I By fund[F1]',
    'F1 The shares are held by Aster Ventures II LP. Aster Management LLC is its general partner and disclaims them beyond its own interest.',
    'signed ASTER VENTURES II LP, by its general partner, /s/ Mary Aster 2018-08-03',
    'signed /s/ Mary Aster, manager 2018-08-03',
  ],
  'no-owner.txt': ['unreadableOwner'],
  'rows-continued.txt': [
    'Form 4 RIVER STEEL [RVST] 2003-05-12',
    'FONTAINE PAUL of DAYTON OH 45402:',
    'I.1 Common Stock · 2003-05-12 A · A 900 @ 0 · 2900 D',
    'I.2 Common Stock · 2003-05-13 P · A 100 @ 14.2 · 3000 D',
    'II.1 Stock Option · strike 14 · 2003-05-12 A · A 3000 @ 0 · from 2004-05-12 · until 2013-05-11 · into 3000 Common Stock · 3000 D',
    'signed /s/ Paul Fontaine 2003-05-14',
    '! unreadableBoxes isDirector',
  ],
  'sales-several-prices.md': [
    'Form 4 HALYARD FOODS INC [HLYD] 2013-09-10',
    'LINDQVIST SVEN of PORTLAND ME 04101: isOfficer Chief Financial Officer',
    'I.1 Common Stock · 2013-09-10 M · A 10000 @ 8.4 · 52310 D',
    'I.2 Common Stock · 2013-09-10 S[F1] · D 6150 @ 40.118[F2] · 46160 D',
    'I.3 Common Stock · 2013-09-10 S[F1] · D 3850 @ 41.0234[F3] · 42310 D',
    'I.4 Common Stock · 7500 I By spouse as trustee[F4 F5]',
    'II.1 Stock Option (right to buy) · strike 8.4 · 2013-09-10 M · D 10000 @ 0 · from 2009-02-14 · until 2016-02-13 · into 10000 Common Stock · 5000 D',
    'F1 Sold under a written plan adopted on March 4, 2013 that is meant to meet Rule 10b5-1.',
    'F2 Average of several sales at prices from $39.80 to $40.55.',
    'F3 Average of several sales at prices from $40.80 to $41.22. Single prices will be given on request.',
    'F4 The reporting person disclaims these shares.',
    'F5 Held for minor children.',
    'Remarks: none',
    'signed Sven Lindqvist 2013-09-12',
  ],
  'single-blanks.txt': [
    'Form 4 TIDEWATER PAPER CO [TWPC] 2014-12-09',
    'WHITFIELD GRACE A of RICHMOND VA 23219: isTenPercentOwner',
    'I.1 Class A Common Stock · 2014-12-09 S · D 2000 @ 17.5 · 98000 D',
    'I.2 Class A Common Stock · 2014-12-10 S · D 1500 @ 17.65 · 96500 D',
    'I.3 Class A Common Stock · 40000 I By Whitfield Partners LP',
    'II.1 Class B Common Stock · strike 0[F1] · 2014-12-09 C · D? 5000 @ 0 · from ?[F1] · until ?[F1] · into 5000 Class A Common Stock · 25000 D',
    'F1 Each share of Class B converts into one share of Class A at any time and does not expire.',
    'signed /s/ Grace A. Whitfield 2014-12-11',
    '~ acquiredOrDisposedInferred II.1 transactionAcquiredDisposedCode «5,000» → D (or A)',
    '~ columnByOrder II.1 exerciseDate «F1» → F1 (or the box disposed)',
    '~ columnByOrder II.1 expirationDate «F1» → F1 (or the box exerciseDate)',
  ],
  'swap-and-dollars.txt': [
    'Form 4 SUMMIT LABS [SMLB] 2019-10-01',
    'HARROW CAPITAL LP of NEW YORK NY 10005: isTenPercentOwner isOther See Remarks',
    'I.1 Common Stock · 2019-10-01 J[F1] swap · D 50000 @ 19.05 · 1450000 I See footnote[F2]',
    'I.2 Common Stock · 2019-10-02 G timeliness E · D 1000 @ 0 · 1449000 I See footnote[F2]',
    'II.1 5% Convertible Note · strike 25[F3] · 2019-10-01 P · A $60000000 @ 60000000 · from 2019-10-01 · until 2024-10-01 · into 2400000 Common Stock · $60000000 I See footnote[F2]',
    'F1 Settlement of a cash-settled swap.',
    'F2 Held by Harrow Master Fund.',
    'F3 Subject to adjustment.',
    'Remarks: The reporting person may be part of a group.',
    'signed /s/ Dana Harrow, managing member 2019-10-03',
  ],
  'torn-quantities.txt': [
    'Form 4 COPPERLINE INC [CPRL] 2015-02-17',
    'NAKAMURA KEI of AUSTIN TX 78701: isDirector',
    'I.1 Common Stock · 2015-02-17? M · A 12500? @ 4 · 112500? D',
    'I.2 Common Stock · 2015-02-17? F · D 7031 @ 28.44 · 105469? D',
    'II.1 Stock Option · strike 4? · 2015-02-17 M · D 12500 @ 0 · from [F1] · until 2017-03-01? · into 12500 Common Stock? · 0 D',
    'F1 Fully vested.',
    'signed /s/ Kei Nakamura 2015-02-19',
    '~ tornCell I.1 transactionDate «02/17/ /2015» → 2015-02-17',
    '~ tornCell I.1 transactionShares «12, 500» → 12500',
    '~ tornCell I.1 sharesOwnedFollowingTransaction «112, 2,500» → 112500',
    '~ tornCell I.2 transactionDate «02/17/2 2015» → 2015-02-17',
    '~ tornCell I.2 sharesOwnedFollowingTransaction «105, 469» → 105469',
    '~ tornCell II.1 conversionOrExercisePrice «$4 4.00» → 4 (or 44)',
    '~ misreadDigit II.1 expirationDate «O3/01/2O17» → 2017-03-01',
    '~ tornText II.1 underlyingSecurityTitle «Common St tock» → Common Stock (or Common St tock)',
  ],
  'trust-wrapped.txt': [
    'Form 4 MAPLE CREDIT CORP. [MPLC] 2010-11-03',
    'TREMBLAY HUGO of BURLINGTON VT 05401: isDirector',
    'I.1 Class B Common Stock, par value $0.01 per share · 2010-11-03 S · D 12000 @ 22.125 · 310000 I By The Tremblay Family Trust of 1998, dated May 1',
    'I.2 Class B Common Stock, par value $0.01 per share · 2010-11-04 G timeliness E · D 5000 @ 0 · 305000 I By The Tremblay Family Trust',
    'signed /s/ Hugo Tremblay 2010-11-05',
  ],
  'unreadable-table.txt': [
    'Form 4 GLASS WORKS [GLSW] 2007-10-10',
    'VOGEL EMIL',
    'signed /s/ Emil Vogel 2007-10-12',
    '! unreadableBoxes isDirector',
    '! tableNotFound II.',
    '! unreadableRow I.',
    '! unreadableRow I.',
  ],
  'web-copy.html': [
    'Form 4 PRAIRIE MILLS & CO [PRML] 2005-05-06',
    'ELLIS JUNE of FARGO ND 58102: isOfficer Treasurer',
    'I.1 Common Stock · 2005-05-06 S · D 750 @ 21 · 3250 D',
    'signed /s/ June Ellis 2005-05-09',
  ],
};

describe('forms in other layouts', () => {
  it('are all told here', () => {
    expect(Object.keys(SAID).sort()).toEqual(readdirSync(FIXTURES).sort());
  });

  it.each(Object.entries(SAID))('%s', (name, said) => {
    const text = readFileSync(path.join(FIXTURES, name), 'utf8');
    const parsed = name.endsWith('.html') ? parseFormHtml(text) : parsePrintedForm(text);
    expect(parsed.kind === 'filing' ? told(parsed.filing) : parsed).toEqual(
      parsed.kind === 'filing'
        ? said
        : { kind: 'rejected', problems: [expect.objectContaining({ code: said[0] })] },
    );
  });
});

describe('what a form in text does not show', () => {
  const read = (name: string) => {
    const parsed = parsePrintedForm(readFileSync(path.join(FIXTURES, name), 'utf8'));
    if (parsed.kind !== 'filing') throw new Error(JSON.stringify(parsed));
    return parsed.filing;
  };

  it('names the line of a table that could not be read, and invents nothing', () => {
    const { lines, problems } = read('unreadable-table.txt');
    expect(lines).toEqual([]);
    const rows = problems.filter(({ code }) => code === 'unreadableRow');
    expect(rows.map(({ message, at }) => [message.includes(`(line ${at![0]})`), at![0]])).toEqual([
      [true, 11],
      [true, 12],
    ]);
  });

  it('leaves the form type of a transaction absent, and reads the boxes of Form 5', () => {
    expect(read('form4a-restated.txt').lines[0]!.cells.transactionFormType).toBeUndefined();
    const form5 = read('form5-columns.txt');
    expect(form5.form3HoldingsReported).toMatchObject({ value: false });
    expect(form5.form4TransactionsReported).toMatchObject({ value: true });
  });

  it('tells zero, blank and unreadable apart', () => {
    const [grant] = read('headings-lost.md').lines.filter(({ table }) => table === 'II');
    expect(grant!.cells.transactionPricePerShare).toMatchObject({ value: '0', filed: '$0' });
    expect(grant!.cells.conversionOrExercisePrice).toBeUndefined();
    expect(read('hurt-numbers.txt').lines[2]!.cells.transactionShares).toMatchObject({
      filed: '4?0',
      doubt: 'unreadable',
    });
  });
});
