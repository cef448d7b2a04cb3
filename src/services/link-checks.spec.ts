import { linkedIssuers, linkedPersons, sharedEvents } from '../../test/support/given-links';
import { Identity } from '../core/ledger/identity';
import { InvalidQuestion } from './answer';
import { checkLink, checkUnlink } from './link-checks';

const CIK = '0001494730';
const [WARREN, DAVID] = ['name.carter-david-warren', 'name.carter-david'];
const identity = Identity.of(
  sharedEvents([
    linkedPersons(CIK, WARREN),
    linkedPersons(WARREN, DAVID),
    linkedIssuers('0000000001', 'name.acme'),
  ]),
);

describe('linking ids', () => {
  it('is possible for ids that nobody has linked, and doubtful for two CIKs', () => {
    expect(checkLink('person', [CIK, 'name.smith'], identity)).toEqual([]);
    expect(checkLink('issuer', [CIK, WARREN], identity)).toEqual([]);
    const [doubt, ...more] = checkLink('person', ['0000000007', CIK], identity);
    expect(doubt).toMatch(/^0000000007 and 0001494730 are both CIKs: the SEC gives a person one/);
    expect(more).toEqual([]);
  });

  it('is refused for one id, and for those that are one already, with the chain', () => {
    expect(() => checkLink('person', [CIK, CIK], identity)).toThrow(InvalidQuestion);
    expect(() => checkLink('person', [CIK, WARREN], identity)).toThrow(
      'one person already, linked to one another',
    );
    expect(() => checkLink('person', [CIK, DAVID], identity)).toThrow(`linked through ${WARREN}`);
    expect(() => checkLink('issuer', ['0000000001', 'name.acme'], identity)).toThrow(
      'are one issuer already',
    );
  });
});

describe('unlinking ids', () => {
  it('is possible for those that a decision of their own links', () => {
    expect(checkUnlink('person', [CIK, WARREN], identity)).toEqual([]);
  });

  it('is refused for those that are not linked, and for those that only others link, naming the links', () => {
    expect(() => checkUnlink('person', [CIK, 'name.smith'], identity)).toThrow('there is nothing to unlink');
    expect(() => checkUnlink('person', [CIK, CIK], identity)).toThrow('there is nothing to unlink');
    expect(() => checkUnlink('person', [CIK, DAVID], identity)).toThrow(
      `linked only through ${WARREN}: unlink ${CIK} and ${WARREN}, or ${WARREN} and ${DAVID}`,
    );
  });
});
