import { written } from '../../../../test/support/written-schedule';
import { readSchedule } from './read-schedule';

describe('equal instalments, however they are told', () => {
  it.each([
    [
      'The option vests in three equal annual installments beginning on the first anniversary of the grant date.',
      'determined: (all) x3/12 grant+12',
    ],
    [
      'These RSUs vest in three equal annual installments commencing one year from the date of grant.',
      'determined: (all) x3/12 grant+12',
    ],
    [
      'The options vest ratably over a four-year period on each anniversary of the date of grant.',
      'determined: (all) x4/12 grant+12',
    ],
    [
      'The options became exercisable in four equal annual installments beginning on February 12, 2010.',
      'determined: (all) x4/12 2010-02-12',
    ],
    [
      'The options vest 20% per year over five years from the date of grant.',
      'determined: 20/100 x5/12 grant+12',
    ],
    [
      'The RSUs vest quarterly on the 15th of February, May, August and November over four years, beginning on February 15, 2023.',
      'determined: (all) x16/3 2023-02-15',
    ],
    [
      'The RSUs vest in sixteen equal quarterly installments beginning on June 1, 2021.',
      'determined: (all) x16/3 2021-06-01',
    ],
    [
      'The options vest in equal semi-annual installments over three years from the grant date.',
      'determined: (all) x6/6 grant+6',
    ],
    [
      'The stock options vest over a four year period with 25% vesting on each anniversary of the grant date.',
      'determined: 25/100 x4/12 grant+12',
    ],
    [
      'Options vested or will vest in four equal annual installments beginning January 31, 2019.',
      'determined: (all) x4/12 2019-01-31',
    ],
    [
      '1/12 of the RSUs vest on the 1st day of each calendar quarter beginning April 1, 2023.',
      'determined: 1/12 x12/3 2023-04-01 day 01',
    ],
    [
      '1/4 of the option shares vest on October 3, 2022 and 1/48 vests on the same day of each month thereafter.',
      'determined: 1/4 2022-10-03; 1/48 x36/1 2022-11-03',
    ],
    [
      '25% vests one year after the vesting commencement date of June 5, 2020 and 6.25% vests at the end of each three-month period thereafter.',
      'determined: 25/100 2021-06-05; 625/10000 x12/3 2021-09-05',
    ],
    [
      'The RSUs will vest with respect to one-quarter of the shares on February 15, 2022 and with respect to an additional 1/16th of the shares quarterly thereafter until fully vested.',
      'determined: 1/4 2022-02-15; 1/16 x12/3 2022-05-15',
    ],
    [
      'Each restricted stock unit represents a contingent right to receive one share of ACME common stock. The restricted stock units vest in three equal annual installments beginning March 5, 2022.',
      'determined: (all) x3/12 2022-03-05',
    ],
    [
      'Stock options granted under the 2005 Stock Plan. Vests 25% per year beginning on first anniversary of grant date.',
      'determined: 25/100 x4/12 grant+12',
    ],
    [
      'The options vest at a rate of 20% per year on each anniversary of the grant date.',
      'determined: 20/100 x5/12 grant+12',
    ],
    [
      'The RSUs vest in four equal annual installments on each anniversary of February 16, 2021. Vested RSUs will be settled in shares within 30 days of vesting.',
      'determined: (all) x4/12 2022-02-16',
    ],
    [
      'The restricted stock vests in five equal annual installments of 20% each beginning on July 1, 2008.',
      'determined: 20/100 x5/12 2008-07-01',
    ],
    [
      'The first installment of 25% vests on February 1, 2020, and the remaining 75% vests in equal quarterly installments over the following three years.',
      'determined: 25/100 2020-02-01; (75/100) x12/3 2020-05-01',
    ],
    [
      '12,000 of the options vested on May 1, 2018; the balance vests in equal monthly installments over 36 months.',
      'determined: 12000 2018-05-01; (rest) x36/1 2018-06-01',
    ],
    [
      '25% of the shares vest on 5/1/2022, with the remainder vesting in equal monthly installments over the next 36 months.',
      'determined: 25/100 2022-05-01; (rest) x36/1 2022-06-01',
    ],
    [
      'Option vests 1/4 on 11/18/2012 and 1/48 on the 18th of each month thereafter.',
      'determined: 1/4 2012-11-18; 1/48 x36/1 2012-12-18 day 18',
    ],
    [
      'The option is immediately exercisable. The shares subject to the option vest in 48 equal monthly installments from March 1, 2020, and unvested shares are subject to repurchase by the Issuer.',
      'determined: (all) x48/1 2020-04-01; early',
    ],
    [
      'The option is early exercisable in full. 1/4 of the shares vest on July 1, 2016, and 1/48 of the shares vest monthly thereafter.',
      'determined: 1/4 2016-07-01; 1/48 x36/1 2016-08-01; early',
    ],
    [
      'The options vest annually in one-third increments over three years beginning on the first anniversary of the date of grant.',
      'determined: 1/3 x3/12 grant+12',
    ],
    [
      'The options vest in five equal annual installments, the first of which vested on February 20, 2006.',
      'determined: (all) x5/12 2006-02-20',
    ],
    [
      'The option vests over four years, with 25% of the shares vesting on the first anniversary of the grant date and the remaining shares vesting in equal monthly installments over the following three years.',
      'determined: 25/100 grant+12; (rest) x36/1 grant+13',
    ],
    [
      'The RSUs vest in four equal annual installments beginning February 25, 2022, and are settled in shares of common stock upon vesting.',
      'determined: (all) x4/12 2022-02-25',
    ],
    [
      'The option vests in 24 equal monthly installments beginning on the one-month anniversary of the grant date.',
      'determined: (all) x24/1 grant+1',
    ],
    [
      'This option vests and becomes exercisable in substantially equal monthly installments over the four-year period following August 1, 2021.',
      'determined: (all) x48/1 2021-09-01',
    ],
    [
      'Vesting occurs in equal annual installments over four years beginning on the first anniversary of the date of grant.',
      'determined: (all) x4/12 grant+12',
    ],
    [
      'One-fourth of the shares subject to the option vested on September 14, 2019 and one-forty-eighth of the shares vest each month thereafter.',
      'determined: 1/4 2019-09-14; 1/48 x36/1 2019-10-14',
    ],
    [
      'Vests monthly over 48 months from the Vesting Commencement Date of January 1, 2020.',
      'determined: (all) x48/1 2020-02-01',
    ],
    [
      '1/48th of the total shares vest on the 1st day of each month following March 1, 2021.',
      'determined: 1/48 x48/1 2021-04-01 day 01',
    ],
    [
      'Includes 3,000 restricted stock units that vest in three equal annual installments beginning on March 1, 2015 and 2,000 restricted stock units that vest on March 1, 2016.',
      'determined: (3000) x3/12 2015-03-01; 2000 2016-03-01',
    ],
    [
      'Represents a stock option granted on May 7, 2003. The option vested in five equal annual installments beginning on May 7, 2004.',
      'determined: (all) x5/12 2004-05-07',
    ],
    [
      'The option becomes exercisable 33 1/3% per year on a cumulative basis, beginning one year from grant date.',
      'determined: 100/300 x3/12 grant+12',
    ],
    [
      'Awards vest one-third per year over three years on the anniversary date of the grant.',
      'determined: 1/3 x3/12 grant+12',
    ],
    [
      'Vests in four equal annual installments beginning on the date that is one year after the grant date.',
      'determined: (all) x4/12 grant+12',
    ],
    [
      'The RSUs vest as to 50% of the shares on November 15, 2019 and the remaining 50% in four equal semi-annual installments thereafter.',
      'determined: 50/100 2019-11-15; (50/100) x4/6 2020-05-15',
    ],
    [
      'These options vest at the rate of 25% every six months commencing on July 1, 2003.',
      'determined: 25/100 x4/6 2003-07-01',
    ],
    [
      'The options vested in equal annual installments over a three-year period ending on May 14, 2012.',
      'determined: (all) x3/12 2010-05-14',
    ],
    [
      'The restricted stock units vest in three equal annual installments ending on February 15, 2024.',
      'determined: (all) x3/12 2022-02-15',
    ],
    [
      '25% of the options vested on May 10, 2013 and the remainder vest in equal monthly installments until May 10, 2016.',
      'determined: 25/100 2013-05-10; (rest) x36/1 2013-06-10',
    ],
    [
      'Twenty percent of the shares vested immediately, and the remaining shares vest in four equal annual installments thereafter.',
      'determined: 20/100 grant+0; (rest) x4/12 grant+12',
    ],
    [
      'The option was granted on February 1, 2010 and vests in 3 equal annual installments beginning February 1, 2011.',
      'determined: (all) x3/12 2011-02-01',
    ],
    [
      'The restricted stock units will vest in three equal annual installments on the anniversaries of the grant date, February 10, 2020.',
      'determined: (all) x3/12 2021-02-10',
    ],
    [
      'The option expires on March 1, 2025 and vests in four equal annual installments from March 1, 2015.',
      'determined: (all) x4/12 2016-03-01',
    ],
    [
      'The option vests at the rate of 1/60th per month commencing May 1, 2000.',
      'determined: 1/60 x60/1 2000-05-01',
    ],
    [
      'The option vests with respect to 12/48ths of the shares on March 5, 2013 and 1/48th monthly thereafter.',
      'determined: 12/48 2013-03-05; 1/48 x36/1 2013-04-05',
    ],
    [
      'The option vests over four years from January 1, 2019, 25% after one year and 1/36 of the remaining shares each month thereafter.',
      'determined: 25/100 2020-01-01; 1/48 x36/1 2020-02-01',
    ],
    [
      'The RSUs vest 50% on August 15, 2021 and 12.5% each quarter thereafter.',
      'determined: 50/100 2021-08-15; 125/1000 x4/3 2021-11-15',
    ],
    [
      '50% of the option vested on grant; the balance vests in equal quarterly installments over two years.',
      'determined: 50/100 grant+0; (rest) x8/3 grant+3',
    ],
    [
      '50% of the shares vested on September 30, 2020 and the remaining 50% will vest over the subsequent eight quarters in equal installments.',
      'determined: 50/100 2020-09-30; (50/100) x8/3 2020-12-30',
    ],
    [
      'One quarter of the shares vest on the first anniversary of August 1, 2020, and the remaining three quarters vest in equal quarterly installments over the following three years.',
      'determined: 1/4 2021-08-01; (3/4) x12/3 2021-11-01',
    ],
    ['1/6 of the RSUs vest every six months from the grant date.', 'determined: 1/6 x6/6 grant+6'],
    [
      'The RSUs vest in four equal annual installments on March 15 of each year, beginning March 15, 2024.',
      'determined: (all) x4/12 2024-03-15',
    ],
    [
      'The RSUs vest on a quarterly basis over three years, with the first 1/12 vesting on May 20, 2022.',
      'determined: (all) x12/3 2022-05-20',
    ],
    [
      'The SARs vest in three equal annual installments beginning one year after grant and will be settled in stock.',
      'determined: (all) x3/12 grant+12',
    ],
    [
      '20% of the options vest on each anniversary of the grant date until fully vested.',
      'determined: 20/100 x5/12 grant+12',
    ],
    [
      'RSU award that will vest 1/3 on 2/24/2022 and the remaining 2/3 in equal quarterly installments thereafter over two years.',
      'determined: 1/3 2022-02-24; (2/3) x8/3 2022-05-24',
    ],
    [
      'Restrictions on these shares expire in three equal annual installments beginning February 8, 2007.',
      'determined: (all) x3/12 2007-02-08',
    ],
    [
      'The forfeiture restrictions lapse with respect to 25% of the shares on each anniversary of the date of grant.',
      'determined: 25/100 x4/12 grant+12',
    ],
    [
      'The restricted shares are subject to forfeiture and vest 20% each year on the anniversary of the grant.',
      'determined: 20/100 x5/12 grant+12',
    ],
    [
      'The service-vesting units will vest in 36 substantially equal monthly installments following January 1, 2022.',
      'determined: (all) x36/1 2022-02-01',
    ],
    [
      'Represents Class B OP Units that vest in four equal annual installments beginning on January 1, 2015.',
      'determined: (all) x4/12 2015-01-01',
    ],
    [
      'The stock appreciation right becomes exercisable in four equal annual installments commencing one year from the date of grant.',
      'determined: (all) x4/12 grant+12',
    ],
    [
      'The RSUs are scheduled to vest in equal annual installments over a four-year period from the grant date (i.e., 25% per year).',
      'determined: 25/100 x4/12 grant+12',
    ],
    [
      'This stock option is not exercisable until it vests. It vests in three equal annual installments beginning April 1, 2012.',
      'determined: (all) x3/12 2012-04-01',
    ],
    [
      'This option is subject to vesting in four equal annual installments beginning on August 10, 2009.',
      'determined: (all) x4/12 2009-08-10',
    ],
    [
      'The option is subject to a four-year vesting schedule, with 25% vesting on July 1, 2018 and the balance vesting monthly thereafter over 36 months.',
      'determined: 25/100 2018-07-01; (rest) x36/1 2018-08-01',
    ],
  ])('%s', (text, expected) => {
    expect(written(readSchedule(text))).toBe(expected);
  });
});
