import { written } from '../../../../test/support/written-schedule';
import { readSchedule } from './read-schedule';

describe('dated parts, however they are told', () => {
  it.each([
    [
      '50% vested on January 1, 2020 and 50% vested on January 1, 2021.',
      'determined: 50/100 2020-01-01; 50/100 2021-01-01',
    ],
    [
      'The option is exercisable as to 10,000 shares on March 1, 2021, 10,000 shares on March 1, 2022 and 10,000 shares on March 1, 2023.',
      'determined: 10000 2021-03-01; 10000 2022-03-01; 10000 2023-03-01',
    ],
    ['The award cliff vests on the third anniversary of the grant date.', 'determined: all grant+36'],
    [
      'The restrictions lapse in three equal installments on March 15, 2022, 2023 and 2024.',
      'determined: 1/3 2022-03-15; 1/3 2023-03-15; 1/3 2024-03-15',
    ],
    [
      '2/3 of the options vest on the second anniversary of the date of grant and the remaining 1/3 vest on the third anniversary.',
      'determined: 2/3 grant+24; 1/3 grant+36',
    ],
    [
      '⅓ of the RSUs vest on each of February 1, 2024, 2025 and 2026.',
      'determined: 1/3 2024-02-01; 1/3 2025-02-01; 1/3 2026-02-01',
    ],
    [
      '33.33% of the RSUs vest on each of the first, second and third anniversaries of the grant date.',
      'determined: 3333/10000 grant+12; 3333/10000 grant+24; 3333/10000 grant+36',
    ],
    [
      '33 1/3 percent of the option will become exercisable on each of the first three anniversaries of the date of grant.',
      'determined: 100/300 grant+12; 100/300 grant+24; 100/300 grant+36',
    ],
    [
      'The RSUs vest in 3 equal tranches on March 1, 2023, March 1, 2024 and March 1, 2025.',
      'determined: 1/3 2023-03-01; 1/3 2024-03-01; 1/3 2025-03-01',
    ],
    [
      'The award vests in equal parts on the third, fourth and fifth anniversaries of the grant date.',
      'determined: 1/3 grant+36; 1/3 grant+48; 1/3 grant+60',
    ],
    [
      'One-third of the RSUs vest on March 1st of each of 2024, 2025, and 2026.',
      'determined: 1/3 2024-03-01; 1/3 2025-03-01; 1/3 2026-03-01',
    ],
    ['The RSUs vest in full on August 8, 2023.', 'determined: all 2023-08-08'],
    ['The option will be 100% vested on June 30, 2022.', 'determined: all 2022-06-30'],
    [
      'The RSUs vest as follows: 40% on March 1, 2022, 30% on March 1, 2023 and 30% on March 1, 2024.',
      'determined: 40/100 2022-03-01; 30/100 2023-03-01; 30/100 2024-03-01',
    ],
    [
      'The RSUs shall vest: (a) 50% on the second anniversary of the grant date, (b) 25% on the third anniversary of the grant date and (c) 25% on the fourth anniversary of the grant date.',
      'determined: 50/100 grant+24; 25/100 grant+36; 25/100 grant+48',
    ],
    [
      'Of the 20,000 options, 10,000 vested on January 1, 2019 and 10,000 vested on January 1, 2020.',
      'determined: 10000 2019-01-01; 10000 2020-01-01',
    ],
    ['Vests on 3/1/2024.', 'determined: all 2024-03-01'],
    ['Vests 2024-03-01.', 'determined: all 2024-03-01'],
    ['The option vests on the six-month anniversary of the grant date.', 'determined: all grant+6'],
    ['The RSUs vest 18 months after the date of grant.', 'determined: all grant+18'],
    ['Immediately exercisable.', 'determined: all grant+0'],
    ['The options are immediately exercisable.', 'determined: all grant+0'],
    [
      '25% exercisable after one year from date of grant; 50% after two years; 75% after three years; 100% after four years.',
      'determined: 1/4 grant+12; 1/4 grant+24; 1/4 grant+36; 1/4 grant+48',
    ],
    [
      'Options become exercisable in increments of 25% on each of the first four anniversaries of the date of grant.',
      'determined: 25/100 grant+12; 25/100 grant+24; 25/100 grant+36; 25/100 grant+48',
    ],
    [
      'The stock option vests in four equal installments on the first, second, third and fourth anniversaries of January 28, 2013.',
      'determined: 1/4 2014-01-28; 1/4 2015-01-28; 1/4 2016-01-28; 1/4 2017-01-28',
    ],
    [
      'Restricted stock units vest one year from grant date. Vested shares will be delivered to the reporting person following termination of service as a director.',
      'determined: all grant+12',
    ],
    [
      'Restricted shares vest 1/3 on each of 2/15/12, 2/15/13 and 2/15/14.',
      'determined: 1/3 2012-02-15; 1/3 2013-02-15; 1/3 2014-02-15',
    ],
    [
      'Grant of restricted stock that vests 50% on the third anniversary of the grant date and 50% on the fourth anniversary of the grant date.',
      'determined: 50/100 grant+36; 50/100 grant+48',
    ],
    [
      'The performance shares were earned based on performance through December 31, 2020 and will vest on February 28, 2021.',
      'determined: all 2021-02-28',
    ],
    [
      '1/3 of the RSUs vested on the grant date, and 1/3 will vest on each of the first and second anniversaries of the grant date.',
      'determined: 1/3 grant+0; 1/3 grant+12; 1/3 grant+24',
    ],
    [
      'One half of the options vest immediately and the other half vest on the first anniversary of the grant date.',
      'determined: 1/2 grant+0; 1/2 grant+12',
    ],
    [
      'The option was immediately exercisable with respect to 5,000 shares and becomes exercisable with respect to 5,000 shares on each of the first two anniversaries of the grant date.',
      'determined: 5000 grant+0; 5000 grant+12; 5000 grant+24',
    ],
    [
      'Vests in thirds on each of the first three anniversaries of the grant.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'Vests in three equal installments on 2/24/2021, 2/24/2022 and 2/24/2023.',
      'determined: 1/3 2021-02-24; 1/3 2022-02-24; 1/3 2023-02-24',
    ],
    [
      '20% of the option vested on each of May 1, 2005, 2006, 2007, 2008 and 2009.',
      'determined: 20/100 2005-05-01; 20/100 2006-05-01; 20/100 2007-05-01; 20/100 2008-05-01; 20/100 2009-05-01',
    ],
    [
      'The RSUs vest over three years: 30% on the first anniversary, 30% on the second anniversary and 40% on the third anniversary of the grant date.',
      'determined: 30/100 grant+12; 30/100 grant+24; 40/100 grant+36',
    ],
    [
      'Options to purchase 10,000 shares vest on each of June 1, 2010 and June 1, 2011.',
      'determined: 10000 2010-06-01; 10000 2011-06-01',
    ],
    [
      'The restricted stock will vest in increments of 1,000 shares on each of January 2, 2010, January 2, 2011 and January 2, 2012.',
      'determined: 1000 2010-01-02; 1000 2011-01-02; 1000 2012-01-02',
    ],
    [
      'The award will vest as to 33% on the first anniversary of the grant date, 33% on the second anniversary, and 34% on the third anniversary.',
      'determined: 33/100 grant+12; 33/100 grant+24; 34/100 grant+36',
    ],
    [
      'Twenty-five percent of the option becomes exercisable on each of the second, third, fourth and fifth anniversaries of the date of grant.',
      'determined: 25/100 grant+24; 25/100 grant+36; 25/100 grant+48; 25/100 grant+60',
    ],
    ['This option vested in full on the date of grant.', 'determined: all grant+0'],
    ['This option was fully vested on the date of grant.', 'determined: all grant+0'],
    ['The option was fully vested upon grant.', 'determined: all grant+0'],
    ['The options are fully vested at grant.', 'determined: all grant+0'],
    [
      'Vesting schedule: 25% on 1/1/2021, 25% on 1/1/2022, 25% on 1/1/2023, 25% on 1/1/2024.',
      'determined: 25/100 2021-01-01; 25/100 2022-01-01; 25/100 2023-01-01; 25/100 2024-01-01',
    ],
    [
      'The restricted stock units vest in three substantially equal installments on each of the first three anniversaries of the date of grant.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'The RSUs vest in equal installments on each of the next three anniversaries of March 1, 2022.',
      'determined: 1/3 2023-03-01; 1/3 2024-03-01; 1/3 2025-03-01',
    ],
    [
      'Restricted Stock Units vest 25% on each of the first four anniversaries of 4/1/2020.',
      'determined: 25/100 2021-04-01; 25/100 2022-04-01; 25/100 2023-04-01; 25/100 2024-04-01',
    ],
    ['The options vest on the 2nd anniversary of the grant date.', 'determined: all grant+24'],
    ['Options are exercisable six months from the date of grant.', 'determined: all grant+6'],
    ['Exercisable one year from date of grant.', 'determined: all grant+12'],
    [
      'The options vested in three equal tranches on the first, second and third anniversary of the grant date and are fully exercisable.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'Restricted stock vesting 50% on December 1, 2021 and 50% on December 1, 2022.',
      'determined: 50/100 2021-12-01; 50/100 2022-12-01',
    ],
    ['Includes 2,500 shares of restricted stock which vest on May 1, 2010.', 'determined: 2500 2010-05-01'],
    [
      'The option became exercisable as to one-third of the shares on each of January 3, 2004, 2005 and 2006.',
      'determined: 1/3 2004-01-03; 1/3 2005-01-03; 1/3 2006-01-03',
    ],
    [
      'The RSUs vest over a three-year period, with one-third vesting on each of the first three anniversaries of the date of grant.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'RSUs vest in approximately equal installments on each of the first three anniversaries of the grant date.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'The option vests in three annual installments of 20%, 30% and 50%, respectively, beginning on the first anniversary of the grant date.',
      'determined: 20/100 grant+12; 30/100 grant+24; 50/100 grant+36',
    ],
    [
      'One-fourth of the shares vest on each of the first and second anniversaries of the grant date, and one-half of the shares vest on the third anniversary of the grant date.',
      'determined: 1/4 grant+12; 1/4 grant+24; 1/2 grant+36',
    ],
    [
      'The options vest in equal installments on January 1, 2015, January 1, 2016, and January 1, 2017.',
      'determined: 1/3 2015-01-01; 1/3 2016-01-01; 1/3 2017-01-01',
    ],
    [
      'The options vest 50% after two years and 50% after four years.',
      'determined: 50/100 grant+24; 50/100 grant+48',
    ],
    [
      'The options vest in two equal installments, six months and twelve months from the grant date.',
      'determined: 1/2 grant+6; 1/2 grant+12',
    ],
    [
      'The award vests one-third on the date of grant and one-third on each of the next two anniversaries of the date of grant.',
      'determined: 1/3 grant+0; 1/3 grant+12; 1/3 grant+24',
    ],
    ['The option is exercisable in full on and after March 1, 2008.', 'determined: all 2008-03-01'],
    ['The options first became exercisable on June 1, 2006.', 'determined: all 2006-06-01'],
    ['Options become exercisable beginning on May 15, 2008.', 'determined: all 2008-05-15'],
    [
      'This option will become exercisable with respect to 3,333 shares on each of October 1, 1999 and 2000 and 3,334 shares on October 1, 2001.',
      'determined: 3333 1999-10-01; 3333 2000-10-01; 3334 2001-10-01',
    ],
    [
      'Of the options reported, 2,500 are exercisable currently and 2,500 will become exercisable on each of May 1, 2003 and 2004.',
      'determined: 2500 before; 2500 2003-05-01; 2500 2004-05-01',
    ],
    [
      'RSUs granted on 2/28/2022 vest ratably on the first three anniversaries of the grant date.',
      'determined: 1/3 2023-02-28; 1/3 2024-02-28; 1/3 2025-02-28',
    ],
    [
      'RSUs vest as follows: 1/3 on 03/01/2023; 1/3 on 03/01/2024; and 1/3 on 03/01/2025.',
      'determined: 1/3 2023-03-01; 1/3 2024-03-01; 1/3 2025-03-01',
    ],
    [
      'The option vests in full on the first anniversary of the date of grant (May 20, 2021).',
      'determined: all 2022-05-20',
    ],
    ['The deferred stock units vest immediately but are payable upon separation.', 'determined: all grant+0'],
    [
      'Units are 100% vested at grant and settle in cash on the third anniversary of grant.',
      'determined: all grant+0',
    ],
    [
      'These RSUs vested on February 1, 2021 but delivery was deferred until February 1, 2025.',
      'determined: all 2021-02-01',
    ],
    [
      'The stock option vests on February 15, 2023 and expires on February 15, 2030.',
      'determined: all 2023-02-15',
    ],
    [
      '10% of the RSUs vest on the first anniversary, 20% on the second anniversary, 30% on the third anniversary and 40% on the fourth anniversary of January 15, 2021.',
      'determined: 10/100 2022-01-15; 20/100 2023-01-15; 30/100 2024-01-15; 40/100 2025-01-15',
    ],
    [
      'Vests 1/3 on first anniversary, 1/3 on second anniversary and 1/3 on third anniversary.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'The options vest 33%, 33% and 34% on the first, second and third anniversaries of the grant date, respectively.',
      'determined: 33/100 grant+12; 33/100 grant+24; 34/100 grant+36',
    ],
    [
      'The options vest 25%, 25% and 50% on May 1, 2005, 2006 and 2007, respectively.',
      'determined: 25/100 2005-05-01; 25/100 2006-05-01; 50/100 2007-05-01',
    ],
    [
      'The shares of restricted stock vest in four installments of 2,500 shares each on the first four anniversaries of the grant date.',
      'determined: 2500 grant+12; 2500 grant+24; 2500 grant+36; 2500 grant+48',
    ],
    [
      'The restricted shares vest on the date that is thirteen months after the grant date.',
      'determined: all grant+13',
    ],
    [
      'The RSUs vest in equal thirds on December 1 of 2022, 2023 and 2024.',
      'determined: 1/3 2022-12-01; 1/3 2023-12-01; 1/3 2024-12-01',
    ],
    [
      'The award vests as to 25% on each of February 20, May 20, August 20 and November 20, 2023.',
      'determined: 25/100 2023-02-20; 25/100 2023-05-20; 25/100 2023-08-20; 25/100 2023-11-20',
    ],
    [
      'The award vests in substantially equal one-third installments on each of the first three anniversaries of February 24, 2021.',
      'determined: 1/3 2022-02-24; 1/3 2023-02-24; 1/3 2024-02-24',
    ],
    [
      'The restrictions on one-third of the shares will be removed on each of the first three anniversaries of the grant date.',
      'determined: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      'The risk of forfeiture lapses as to one-third of the shares on each of March 1, 2010, 2011 and 2012.',
      'determined: 1/3 2010-03-01; 1/3 2011-03-01; 1/3 2012-03-01',
    ],
    [
      'The one-time retention grant of restricted stock units cliff vests three years after the grant date.',
      'determined: all grant+36',
    ],
  ])('%s', (text, expected) => {
    expect(written(readSchedule(text))).toBe(expected);
  });
});
