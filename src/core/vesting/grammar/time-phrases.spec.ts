import { tokenText } from './sentences';
import { timePhrase } from './time-phrases';
import { whenOf } from './times';

/** The role of a time phrase and what it is, without a grant date known. */
function read(text: string) {
  const tokens = tokenText(text);
  const parsed = timePhrase(tokens, 0);
  if (parsed?.next !== tokens.tokens.length || parsed.value.kind !== 'time') return undefined;
  const { role, points } = parsed.value;
  return [role, ...points.map((point) => whenOf(point, { lot: {} }))];
}

const on = (date: string) => ({ kind: 'date', on: date });
const grant = (months: number, days = 0) => ({ kind: 'anchored', anchor: 'grant', months, days });
const event = (name: string) => ({ kind: 'event', event: name });

it.each([
  ['on March 1, 2024', 'on', [on('2024-03-01')]],
  ['beginning on March 1, 2024', 'from', [on('2024-03-01')]],
  ['commencing one year from the date of grant', 'from', [grant(12)]],
  ['on each of the first three anniversaries of the grant date', 'on', [grant(12), grant(24), grant(36)]],
  [
    'on the second, third and fourth anniversaries of March 1, 2020',
    'on',
    [on('2022-03-01'), on('2023-03-01'), on('2024-03-01')],
  ],
  ['six months and one day from the date of grant', 'on', [grant(6, 1)]],
  ['six months and twelve months from the grant date', 'on', [grant(6), grant(12)]],
  ['until January 1, 2026', 'until', [on('2026-01-01')]],
  ['before June 1, 2001', 'before', [on('2001-06-01')]],
  ['measured from January 1, 2025, the vesting commencement date', 'after', [on('2025-01-01')]],
  ['immediately upon grant', 'on', [grant(0)]],
  ['on the date of the next annual meeting of stockholders', 'on', [event('nextAnnualMeeting')]],
  ['on June 7, 2026, the date of the annual meeting', 'on', [on('2026-06-07')]],
])('%s', (text, role, points) => {
  expect(read(text)).toEqual([role, ...points]);
});

it.each([
  [
    'on the earlier of March 1, 2025 or the next annual meeting',
    [on('2025-03-01'), event('nextAnnualMeeting')],
  ],
  [
    'on March 1, 2025 or, if earlier, the next annual meeting',
    [on('2025-03-01'), event('nextAnnualMeeting')],
  ],
  [
    'on the day before the next annual meeting, but in no event later than March 1, 2025',
    [event('nextAnnualMeeting'), on('2025-03-01')],
  ],
  [
    'upon the earliest of (a) March 1, 2025, (b) the death of the reporting person and (c) a change in control',
    [on('2025-03-01'), event('death'), event('changeInControl')],
  ],
  [
    "on the first to occur of (i) March 1, 2025 and (ii) the director's death or disability",
    [on('2025-03-01'), event('death'), event('disability')],
  ],
])('one of several: %s', (text, arms) => {
  expect(read(text)).toEqual(['on', { kind: 'earlierOf', arms }]);
});

it('a day behind "the third anniversary of the grant date" may be either of the two', () => {
  const tokens = tokenText('on the third anniversary of the grant date, March 3, 2024');
  const parsed = timePhrase(tokens, 0);
  const [point] = parsed?.value.kind === 'time' ? parsed.value.points : [];
  const when = (grantedOn: string) => whenOf(point!, { lot: { grantedOn } });
  expect(whenOf(point!, { lot: {} })).toBeUndefined();
  expect(when('2021-03-03')).toEqual(on('2024-03-03'));
  expect(when('2024-03-03')).toEqual(on('2027-03-03'));
  expect(when('2020-01-01')).toBeUndefined();
});
