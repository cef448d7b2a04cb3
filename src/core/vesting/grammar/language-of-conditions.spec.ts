import { written } from '../../../../test/support/written-schedule';
import { readSchedule } from './read-schedule';

describe('what is assumed, and what only has bounds', () => {
  it.each([
    [
      'One-third of the restricted stock units vest on each of the first three anniversaries of the grant date, subject to continued employment.',
      'assumed: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    ['The options vest ratably over four years.', 'bounded: all grant+48'],
    [
      "The option vests as to 25% of the shares on the one-year anniversary of the Vesting Commencement Date (January 15, 2023) and as to the remaining shares in 36 equal monthly installments thereafter, subject to the Reporting Person's continued service.",
      'assumed: 25/100 2024-01-15; (rest) x36/1 2024-02-15',
    ],
    [
      '25% of the shares subject to the option shall vest on March 1, 2024, and 1/48th of the shares shall vest monthly thereafter, subject to continuous service.',
      'assumed: 25/100 2024-03-01; 1/48 x36/1 2024-04-01',
    ],
    [
      'The RSUs fully vest on the earlier of (i) the first anniversary of the date of grant and (ii) the date of the next annual meeting of stockholders.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting)',
    ],
    [
      '1/16 of the RSUs will vest on May 20, 2022 and on each quarterly anniversary thereafter.',
      'assumed: 1/16 2022-05-20; (rest) x15/3 2022-08-20',
    ],
    ['This option became fully exercisable on December 31, 2005.', 'bounded: all 2005-12-31'],
    ['The option is fully vested and exercisable.', 'bounded: all filing+0'],
    ['All of these options are currently exercisable.', 'bounded: all filing+0'],
    ['Fully vested.', 'bounded: all filing+0'],
    ['100% of the shares subject to the option are fully vested.', 'bounded: all filing+0'],
    [
      'The option vests and becomes exercisable in equal annual installments over a period of five years.',
      'assumed: (all) x5/12 grant+12',
    ],
    [
      "Represents restricted stock units that vest in two equal installments on the first and second anniversaries of the Reporting Person's date of hire, subject to continued employment.",
      'assumed: 1/2 vestingStart+12; 1/2 vestingStart+24',
    ],
    [
      "The RSUs vest as to one-third of the total on each of the first, second and third anniversaries of the grant date, subject to the reporting person's continued employment through the applicable vesting date.",
      'assumed: 1/3 grant+12; 1/3 grant+24; 1/3 grant+36',
    ],
    [
      "The RSUs will vest on the earlier of June 1, 2024 or the Company's 2024 annual meeting of shareholders.",
      'bounded: all earlierOf(2024-06-01, nextAnnualMeeting)',
    ],
    [
      'Shares vest upon the earlier of one year from the date of grant or the next annual meeting of shareholders, subject to continued Board service.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting)',
    ],
    [
      "The RSUs vest in full on the day immediately preceding the Issuer's 2022 annual meeting of stockholders.",
      'bounded: all nextAnnualMeeting',
    ],
    [
      'The RSUs vest in full on the first anniversary of the grant date, or if earlier, the date of the next annual meeting.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting)',
    ],
    [
      'The PSUs will vest on December 31, 2024 subject to the achievement of certain performance goals.',
      'bounded: all laterOf(2024-12-31, performance)',
    ],
    [
      "The RSUs vest in 12 equal quarterly installments, with the first installment vesting on March 1, 2022, subject to the Reporting Person's continuous service on each vesting date.",
      'assumed: (all) x12/3 2022-03-01',
    ],
    [
      "This option vests in a series of 36 successive equal monthly installments upon the Reporting Person's completion of each month of service measured from January 1, 2021.",
      'assumed: (all) x36/1 2021-02-01',
    ],
    [
      "Subject to the Reporting Person's continued service, the option will vest as to 1/36th of the underlying shares each month following the grant date.",
      'assumed: 1/36 x36/1 grant+1',
    ],
    [
      'Subject to continued service, the shares vest in full upon the earlier of (a) May 28, 2025 and (b) immediately prior to the 2025 annual meeting.',
      'bounded: all earlierOf(2025-05-28, nextAnnualMeeting)',
    ],
    [
      'The options vest and become exercisable over three years, one-third each year.',
      'assumed: 1/3 x3/12 grant+12',
    ],
    ['These shares vest one third annually beginning 3/1/2011.', 'assumed: 1/3 x3/12 2011-03-01'],
    ['One-third vests annually.', 'assumed: 1/3 x3/12 grant+12'],
    [
      'The RSUs will vest upon the earlier of a change in control or the third anniversary of the date of grant.',
      'bounded: all earlierOf(changeInControl, grant+36)',
    ],
    [
      'The RSUs vest in full on January 2, 2025, subject to earlier vesting upon death, disability or a change in control.',
      'assumed: all 2025-01-02',
    ],
    [
      'These options vest in full three years from grant, subject to accelerated vesting in certain circumstances.',
      'assumed: all grant+36',
    ],
    [
      'The units vest on November 15, 2024, provided that the reporting person remains continuously employed by the Company through such date.',
      'assumed: all 2024-11-15',
    ],
    [
      'The RSUs vest if the reporting person remains employed through February 1, 2026.',
      'assumed: all 2026-02-01',
    ],
    [
      "Each DSU is fully vested and will be settled in one share of common stock upon the director's separation from service.",
      'bounded: all filing+0',
    ],
    [
      'RSUs granted on February 1, 2023 vest one-third annually over three years.',
      'assumed: 1/3 x3/12 2024-02-01',
    ],
    [
      "The RSUs will vest as to one-third of the RSUs on each of March 15, 2023, March 15, 2024, and March 15, 2025, subject to Mr. Smith's continued employment with the Issuer.",
      'assumed: 1/3 2023-03-15; 1/3 2024-03-15; 1/3 2025-03-15',
    ],
    ['Options vest over 3 years at 33% per year.', 'assumed: 33/100 x3/12 grant+12'],
    [
      "The option vests in full on the one-year anniversary of the date of grant, subject to the Reporting Person's continuous service as a director through that date.",
      'assumed: all grant+12',
    ],
    [
      "The RSUs vest on the date of the Issuer's 2024 Annual Meeting of Stockholders.",
      'bounded: all nextAnnualMeeting',
    ],
    [
      'Vest upon the date of the next annual meeting of shareholders following the grant date.',
      'bounded: all nextAnnualMeeting',
    ],
    [
      'The RSUs will vest in full upon the earlier of (1) the one-year anniversary of the grant date, (2) the next annual meeting of stockholders, or (3) a change in control.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting, changeInControl)',
    ],
    [
      'The shares subject to the option vest over four years in equal monthly installments commencing on April 1, 2021.',
      'assumed: (all) x48/1 2021-04-01',
    ],
    [
      'The restricted stock award vests in full on the third anniversary of the date of grant. In the event of death or disability, the award vests in full immediately.',
      'assumed: all grant+36',
    ],
    [
      'The options vest as to one-fifth of the shares on each of the first five anniversaries of the date of grant, provided the optionee remains in the employ of the company.',
      'assumed: 1/5 grant+12; 1/5 grant+24; 1/5 grant+36; 1/5 grant+48; 1/5 grant+60',
    ],
    ['RSUs vest in equal annual amounts over three years.', 'assumed: (all) x3/12 grant+12'],
    [
      "The option will vest in full on the date that is immediately prior to the Company's next annual meeting.",
      'bounded: all nextAnnualMeeting',
    ],
    [
      'The stock option vests over five years in increments of 20% per year starting on the date of grant.',
      'assumed: 20/100 x5/12 grant+12',
    ],
    [
      'Each RSU represents the right to receive one share upon vesting. RSUs vest 33 1/3% on each of 3/1/2023, 3/1/2024 and 3/1/2025, provided that the recipient is still employed.',
      'assumed: 100/300 2023-03-01; 100/300 2024-03-01; 100/300 2025-03-01',
    ],
    ['The vesting of these options was accelerated on December 15, 2005.', 'bounded: all 2005-12-15'],
    [
      'The restricted stock units vest in three equal installments on March 1, 2021, 2022 and 2023, subject to achievement of an annual EBITDA target.',
      'bounded: 1/3 laterOf(2021-03-01, performance); 1/3 laterOf(2022-03-01, performance); 1/3 laterOf(2023-03-01, performance)',
    ],
    ['The units vest in full upon retirement.', 'bounded: all retirement'],
    [
      "The units vest upon the reporting person's termination of service as a director.",
      'bounded: all separation',
    ],
    [
      'Shares will be delivered in three equal annual installments beginning on March 1, 2024. The award is fully vested.',
      'bounded: all filing+0',
    ],
    ['The options vest at 2% per month over 50 months.', 'assumed: 2/100 x50/1 grant+1'],
    [
      'The option vests monthly over four years subject to a one-year cliff.',
      'assumed: 1/4 grant+12; 1/48 x36/1 grant+13',
    ],
    [
      'The option vests as to 1,000 shares per month for 36 months beginning on April 1, 2006.',
      'assumed: 1000 x36/1 2006-04-01',
    ],
    [
      '5,000 options vest each year for four years starting on May 1, 2004.',
      'assumed: 5000 x4/12 2004-05-01',
    ],
    [
      'The option vests in 20 equal quarterly installments of 1,250 shares each commencing March 31, 2002.',
      'assumed: 1250 x20/3 2002-03-31',
    ],
    [
      'The RSUs vest on the earlier of May 15, 2024 and the day prior to the next annual meeting, in either case subject to continued service on the board of directors.',
      'bounded: all earlierOf(2024-05-15, nextAnnualMeeting)',
    ],
    [
      'The RSUs vest on the earlier of (i) the day before the next annual meeting or (ii) May 15, 2024; provided that the RSUs will vest in full upon a change in control.',
      'bounded: all earlierOf(nextAnnualMeeting, 2024-05-15)',
    ],
    [
      'Vests upon the earliest of June 1, 2022, death, disability, or a change of control.',
      'bounded: all earlierOf(2022-06-01, death, disability, changeInControl)',
    ],
    [
      'The RSUs vest upon the later of the first anniversary of the grant and the completion of the merger.',
      'bounded: all laterOf(grant+12, liquidityEvent)',
    ],
    ['The director RSUs vest at the 2023 annual meeting of stockholders.', 'bounded: all nextAnnualMeeting'],
    ['The options vest on a monthly basis over 24 months.', 'assumed: (all) x24/1 grant+1'],
    ['The award vests at 20% a year for five years.', 'assumed: 20/100 x5/12 grant+12'],
    [
      "The sign-on award vests in two equal installments on the first and second anniversaries of the reporting person's start date.",
      'assumed: 1/2 vestingStart+12; 1/2 vestingStart+24',
    ],
    [
      'Time-vested restricted stock units which vest ratably over a three-year period beginning on the first anniversary of the date of grant.',
      'assumed: (all) x3/12 grant+12',
    ],
    [
      'The LTIP Units vest ratably on each of the first three anniversaries of February 12, 2018, subject to continued employment through such dates.',
      'assumed: 1/3 2019-02-12; 1/3 2020-02-12; 1/3 2021-02-12',
    ],
    [
      "The option was granted pursuant to the Issuer's non-employee director compensation program and vests on a monthly basis over the course of one year.",
      'assumed: (all) x12/1 grant+1',
    ],
    [
      "Such restricted stock units shall vest, subject to the grantee's continued service with the Company through the applicable vesting date, in three equal annual installments on each of March 15, 2023, March 15, 2024 and March 15, 2025.",
      'assumed: 1/3 2023-03-15; 1/3 2024-03-15; 1/3 2025-03-15',
    ],
    ['Subject to vesting over three years in equal annual installments.', 'assumed: (all) x3/12 grant+12'],
    ['Vests over four years at 25% per year.', 'assumed: 25/100 x4/12 grant+12'],
    [
      'Vesting in equal annual installments over 4 years, commencing 2/1/2008.',
      'assumed: (all) x4/12 2008-02-01',
    ],
    ['Options vest 1/3 each year over a 3 yr period.', 'assumed: 1/3 x3/12 grant+12'],
    ['Options vest at 20%/year beginning 3/15/2003.', 'assumed: 20/100 x5/12 2003-03-15'],
    [
      'Becomes exercisable on a pro rata basis over four years from the date of grant.',
      'bounded: all grant+48',
    ],
    ['Presently exercisable.', 'bounded: all filing+0'],
    ['All options are vested.', 'bounded: all filing+0'],
    ['These options have fully vested.', 'bounded: all filing+0'],
    ['The shares subject to the option had fully vested as of March 1, 2019.', 'bounded: all 2019-03-01'],
    ['The options are vested and exercisable.', 'bounded: all filing+0'],
    [
      'The RSUs vest in full on the earlier of the one-year anniversary of the date of grant or the date of the next annual meeting of stockholders that occurs at least 50 weeks after the prior annual meeting.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting)',
    ],
    [
      "The restricted stock units vest upon the earlier to occur of: (i) the 2025 annual meeting of stockholders; and (ii) June 4, 2025, subject to the director's continued service through the vesting date.",
      'bounded: all earlierOf(nextAnnualMeeting, 2025-06-04)',
    ],
    [
      'The award vests on the earlier of the first anniversary of the grant date or immediately prior to the commencement of the next annual meeting of shareholders.',
      'bounded: all earlierOf(grant+12, nextAnnualMeeting)',
    ],
    [
      "The deferred units will vest on the earliest of (1) May 1, 2026, (2) a Change in Control (as defined in the plan) and (3) the director's death or disability.",
      'bounded: all earlierOf(2026-05-01, changeInControl, death, disability)',
    ],
    [
      "The RSUs will vest on the first anniversary of the grant date or, if earlier, upon the director's death, disability or a change in control.",
      'assumed: all grant+12',
    ],
    [
      'These options will vest upon the earlier to occur of a change in control or five years from the date of grant.',
      'bounded: all earlierOf(changeInControl, grant+60)',
    ],
    [
      'The RSUs will fully vest on March 1, 2025, subject to acceleration upon certain qualifying terminations of employment.',
      'assumed: all 2025-03-01',
    ],
    [
      'The units vest 1/3 annually, subject to accelerated vesting in the event of death, disability, retirement or a change in control, beginning on March 1, 2015.',
      'assumed: 1/3 x3/12 2015-03-01',
    ],
    [
      'The options vest in equal annual installments on each of March 1, 2010, 2011 and 2012, or upon an earlier change of control.',
      'assumed: 1/3 2010-03-01; 1/3 2011-03-01; 1/3 2012-03-01',
    ],
    [
      'Unless accelerated under certain circumstances, the RSUs vest on the third anniversary of the grant date.',
      'assumed: all grant+36',
    ],
    [
      'Assuming continued employment, the RSUs vest in thirds on February 1 of 2024, 2025 and 2026.',
      'assumed: 1/3 2024-02-01; 1/3 2025-02-01; 1/3 2026-02-01',
    ],
  ])('%s', (text, expected) => {
    expect(written(readSchedule(text))).toBe(expected);
  });
});
