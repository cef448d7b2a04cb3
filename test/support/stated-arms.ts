import fc from 'fast-check';
import type { Schedule, TriggerEvent, When } from '../../src/core/vesting/schedule';
import { days, fromGrant, scheduleOf, style, tranche, WHOLE } from './stated-words';

/** An arm of "the earlier of": the ways to say it, and what it means. */
interface Arm {
  readonly said: readonly string[];
  readonly when: When;
}

const event = (name: TriggerEvent, ...said: string[]): Arm => ({
  said,
  when: { kind: 'event', event: name },
});

const ARMS: readonly Arm[] = [
  {
    said: ['the first anniversary of the grant date', 'one year from the date of grant'],
    when: fromGrant(12),
  },
  event(
    'nextAnnualMeeting',
    'the next annual meeting of stockholders',
    'the date of the next annual meeting of the stockholders of the Issuer',
  ),
  event('changeInControl', 'a change in control', 'the consummation of a change in control of the Issuer'),
  event('death', "the reporting person's death", 'the death of the reporting person'),
  event(
    'disability',
    "the reporting person's disability",
    'the date on which the reporting person becomes disabled',
  ),
  event('retirement', "the reporting person's retirement from the board", 'retirement'),
];
const NUMBERING = [
  ['(a) ', '(b) ', '(c) ', '(d) '],
  ['(i) ', '(ii) ', '(iii) ', '(iv) '],
  ['(1) ', '(2) ', '(3) ', '(4) '],
  ['', '', '', ''],
];

/** `The RSUs vest on the earliest of (a) June 1, 2025, (b) the next annual meeting and (c) death`: two to four arms, in any order. */
export const statedArms: fc.Arbitrary<{ readonly text: string; readonly schedule: Schedule }> = fc
  .record({
    style,
    on: days,
    picked: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 2, maxLength: 4 }),
    way: fc.nat(1),
    numbering: fc.constantFrom(...NUMBERING),
    opening: fc.constantFrom(
      'the earliest of',
      'the earlier of',
      'the first to occur of',
      'the earliest to occur of',
    ),
    last: fc.constantFrom('and', 'or'),
    condition: fc.constantFrom('', ', subject to continued service', '; provided that service continues'),
  })
  .map(({ style: { subject, verb, dated }, on, picked, way, numbering, opening, last, condition }) => {
    const arms = picked.map(
      (place) => ARMS[place] ?? { said: [dated(on)], when: { kind: 'date', on } as const },
    );
    const said = arms.map((arm, place) => `${numbering[place]}${arm.said[way % arm.said.length]}`);
    const comma = said.length > 2 ? ',' : '';
    return {
      text: `${subject} ${verb} in full on ${opening} ${said.slice(0, -1).join(', ')}${comma} ${last} ${said.at(-1)}${condition}.`,
      schedule: scheduleOf(tranche(WHOLE, { kind: 'earlierOf', arms: arms.map(({ when }) => when) })),
    };
  });
