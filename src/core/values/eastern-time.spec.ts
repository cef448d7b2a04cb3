import { easternTime } from './eastern-time';

describe('US Eastern local time', () => {
  it.each([
    ['2008-06-18T21:30:00Z', '2008-06-18T17:30:00'],
    ['2008-12-18T21:30:00Z', '2008-12-18T16:30:00'],
    ['2008-06-19T03:59:59Z', '2008-06-18T23:59:59'],
    ['2008-06-19T04:00:00Z', '2008-06-19T00:00:00'],
    ['2008-06-19T00:00:00+02:00', '2008-06-18T18:00:00'],
    ['2008-06-18T17:30-04:00', '2008-06-18T17:30:00'],
    ['2026-01-05T10:00:00.000Z', '2026-01-05T05:00:00'],
  ])('%s is %s', (instant, local) => expect(easternTime(instant)).toBe(local));

  it.each(['2008-06-18', '2008-06-18T17:30:00', '2008-06-18 17:30:00Z', '2008-02-30T17:30:00Z', 'noon', ''])(
    '"%s" is no instant',
    (text) => expect(easternTime(text)).toBeUndefined(),
  );

  it('never goes back, not in the hour that autumn repeats either', () => {
    const minutes = Array.from(
      { length: 240 },
      (_, minute) => easternTime(new Date(Date.UTC(2025, 10, 2, 4, minute)).toISOString())!,
    );
    expect(minutes).toEqual(minutes.toSorted());
    expect(minutes[119]).toBe('2025-11-02T01:59:00');
    expect(minutes[120]).toBe('2025-11-02T01:59:59');
    expect(minutes[180]).toBe('2025-11-02T02:00:00');
  });
});
