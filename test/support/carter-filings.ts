import type { FilingDigest } from './filing-digest';

/** What the three filings of David W. Carter say, footnotes apart: facts and figures of the filed forms. */
type CarterFiling = Omit<FilingDigest, 'footnotes'>;

const UNKNOWN_BOXES = {
  isDirector: '- unreadable',
  isTenPercentOwner: '- unreadable',
  isOfficer: '- unreadable',
  isOther: '- unreadable',
};

const UNITS_2006 = [
  'II.1 transaction',
  'securityTitle Deferred Share Unit',
  'conversionOrExercisePrice 0 «$0» [F1]',
  'transactionDate 2006-07-03 «07/03/2006»',
  'transactionCode A',
  'transactionShares 6230.5295 «6,230.5295»',
  'transactionAcquiredDisposedCode A',
  'exerciseDate 2006-07-31 «07/31 1/2006» [F3 F2] repaired',
  'expirationDate - «08/08/ 3/1988» [F2] unreadable',
  'underlyingSecurityTitle Common Stock [F2]',
  'underlyingSecurityShares 6230.5295 «6,230.5295»',
  'transactionPricePerShare 3.21 «$3.21»',
  'sharesOwnedFollowingTransaction 6230.5295 «6,230.5 5295» repaired',
  'directOrIndirectOwnership D',
];
const EXERCISED_SHARES = [
  'I.1 transaction',
  'securityTitle Common Stock',
  'transactionDate 2008-06-17 «06/17/2008»',
  'transactionCode M',
  'transactionShares 50000 «50,000»',
  'transactionAcquiredDisposedCode A',
  'transactionPricePerShare 1.375 «$1.375»',
  'sharesOwnedFollowingTransaction 85000 «85,000»',
  'directOrIndirectOwnership D',
];
const EXERCISED_OPTION = [
  'II.1 transaction',
  'securityTitle Non-Qualified Stock Option',
  'conversionOrExercisePrice 1.375 «$1.375»',
  'transactionDate 2008-06-17 «06/17/2008»',
  'transactionCode M',
  'transactionShares 50000 «50,000»',
  'transactionAcquiredDisposedCode D inferred',
  'exerciseDate 1999-07-29 «07/29/1999» [F1]',
  'expirationDate 2008-07-29 «07/29/2008»',
  'underlyingSecurityTitle Common Stock',
  'underlyingSecurityShares 50000 «50,000»',
  'transactionPricePerShare 1.375 «$1.375»',
  'sharesOwnedFollowingTransaction 0',
  'directOrIndirectOwnership D',
];
const UNITS_2008 = [
  'II.1 transaction',
  'securityTitle Deferred Share Unit',
  'conversionOrExercisePrice 0 «$0» [F1]',
  'transactionDate 2008-11-12 «11/12/2008»',
  'transactionCode A',
  'transactionShares 8000 «8,000»',
  'transactionAcquiredDisposedCode A',
  'exerciseDate 2009-02-12 «02/12/200 9» [F3 F2] repaired',
  'expirationDate - [F2]',
  'underlyingSecurityTitle Common Stock [F2]',
  'underlyingSecurityShares 8000 «8,000»',
  'transactionPricePerShare 0 «$0» [F1]',
  'sharesOwnedFollowingTransaction 8000 «8,000)» repaired',
  'directOrIndirectOwnership D',
];

export const CARTER_FILINGS: Readonly<Record<string, CarterFiling>> = {
  'carter-2006-07-05.txt': {
    form: {
      formType: '4',
      periodOfReport: '2006-07-03 «07/03/2006»',
      issuerName: 'ImmunoGen, Inc. inferred',
    },
    owners: [
      {
        rptOwnerName: 'CARTER DAVID WARREN',
        rptOwnerStreet1: '860 ATLANTIC AVENUE',
        rptOwnerCity: '- «DA» unreadable',
        rptOwnerState: 'CA «(CA» repaired',
        rptOwnerZipCode: '94501',
        ...UNKNOWN_BOXES,
      },
    ],
    lines: [UNITS_2006.join(' · ')],
    signatures: ['/s/ Daniel M. Junius, attorney in fact · 2006-07-05 «07/05/2006»'],
    problems: [
      'unreadableText rptOwnerCity',
      'unreadableBoxes isDirector',
      'expirationBeforeTransaction II.1 expirationDate',
    ],
    repairs: [
      'strayCharacter rptOwnerState «(CA» → CA',
      'issuerFromPowerOfAttorney issuerName «suer Name a U , I ionship of Re all applicable Director erso…» → ImmunoGen, Inc.',
      'tornCell II.1 exerciseDate «07/31 1/2006» → 2006-07-31',
      'tornCell II.1 sharesOwnedFollowingTransaction «6,230.5 5295» → 6230.5295',
    ],
  },
  'carter-2008-06-18.txt': {
    form: {
      formType: '4',
      periodOfReport: '2008-06-17 «06/17/2008»',
      issuerName: 'IMMUNOGEN INC',
      issuerTradingSymbol: 'IMGN',
    },
    owners: [
      {
        rptOwnerName: 'CARTER DAVID WARREN',
        rptOwnerStreet1: '468 HOLLIS LANE',
        rptOwnerCity: 'ST. HELENA',
        rptOwnerState: 'CA',
        rptOwnerZipCode: '94574',
        ...UNKNOWN_BOXES,
        isDirector: 'true «X»',
      },
    ],
    lines: [EXERCISED_SHARES.join(' · '), EXERCISED_OPTION.join(' · ')],
    signatures: ['/s/ Craig Barrows, attorney in fact. · 2008-06-18 «06/18/2008»'],
    problems: [],
    repairs: [
      'formTypeFromStatement documentType «STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP» → 4',
      'acquiredOrDisposedInferred II.1 transactionAcquiredDisposedCode «50,000» → D',
    ],
  },
  'carter-2008-11-14.txt': {
    form: {
      formType: '4',
      periodOfReport: '2008-11-12 «11/12/2008»',
      issuerName: 'IMMUNOGEN INC',
      issuerTradingSymbol: 'IMGN',
    },
    owners: [
      {
        rptOwnerName: 'CARTER DAVID WARREN',
        rptOwnerStreet1: '468 HOLLIS LANE',
        rptOwnerCity: '- «ST. HEL» unreadable',
        rptOwnerState: '- unreadable',
        rptOwnerZipCode: '94574',
        ...UNKNOWN_BOXES,
      },
    ],
    lines: [UNITS_2008.join(' · ')],
    signatures: [
      '/s/ Craig Barrows, attorney in fact «/s/ Craig Barrows, attorney in 11/14/2008 fact» repaired · 2008-11-14 «11/14/2008»',
    ],
    problems: [
      'unreadableText rptOwnerCity',
      'unreadableText rptOwnerState',
      'unreadableBoxes isDirector',
      'footnoteMayBeCut footnotes.F1',
    ],
    repairs: [
      'tornCell II.1 exerciseDate «02/12/200 9» → 2009-02-12',
      'strayCharacter II.1 sharesOwnedFollowingTransaction «8,000)» → 8000',
      'interleavedColumns signatureName «/s/ Craig Barrows, attorney in 11/14/2008 fact» → /s/ Craig Barrows, attorney in fact',
    ],
  },
};
