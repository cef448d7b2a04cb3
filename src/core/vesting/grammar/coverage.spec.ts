import { misunderstood } from './misunderstanding';
import { tokenText } from './sentences';
import { factsOf } from './statements';

const missed = (text: string) => {
  const tokens = tokenText(text);
  return misunderstood(tokens, factsOf(tokens, {}));
};

describe('every word of a statement about vesting is accounted for', () => {
  it.each([
    'The retention award vests in full on March 1, 2026.',
    'Mr. Smith’s RSUs vest on March 1, 2026, subject to his continued service with Acme Holdings, Inc. or one of its affiliates.',
    'The options, which were granted under the 2014 Equity Incentive Plan, vest in three equal annual installments beginning on March 1, 2026.',
    'The award vests on March 1, 2026. The grant was frobnicated by the board.',
    'The units vest on March 1, 2026 (rounded down to the nearest whole unit).',
  ])('so that nothing is missed: %s', (text) => {
    expect(missed(text)).toBeUndefined();
  });

  it.each([
    ['The units frobnicate and vest on March 1, 2026.', 'frobnicate'],
    ['The units vest on March 1, 2026 at least.', 'at least'],
    ['The units vest on the fortnight of March 1, 2026.', 'fortnight'],
    ['The units vest on March 1, 2026 unless the board decides otherwise.', 'unless the board decides'],
    ['The units vest on March 1, 2026, provided that 20 widgets are made.', '20 widgets'],
    ['25% of the units frobnicate on March 1, 2026. The rest vests on March 1, 2027.', '25%'],
    ['The units would vest on March 1, 2026.', 'would'],
    ['Up to 25% of the units vest on March 1, 2026.', 'Up to'],
    ['The units vest on each anniversary. The vesting commencement date is frobly 3, 2026.', 'The vesting'],
  ])('or it is said what was not understood: %s', (text, words) => {
    expect(missed(text)).toContain(words);
  });

  it('a figure in a condition of service is not passed over', () => {
    expect(missed('The units vest on March 1, 2026, subject to continued service of 40 hours.')).toContain(
      '40 hours',
    );
  });

  it('what makes it vest sooner needs no figures', () => {
    expect(
      missed(
        'The units vest on March 1, 2026, or earlier upon a termination within 24 months of a change in control.',
      ),
    ).toBeUndefined();
  });
});
