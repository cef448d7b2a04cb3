import { decisionsInForce } from './decisions-in-force';
import type { StoredEvent } from './events';
import type { NewDecision } from './record-decision';
import { recordDecision } from './record-decision';

const STREAM = 'reportingPerson-0001494730';
const BY_HAND = { author: 'A. Auditor', reason: 'the board minutes say so' };

/** The decisions as a stream holds them, all recorded on the same day. */
function decided(...decisions: ((ids: readonly string[]) => NewDecision)[]): readonly StoredEvent[] {
  const events: StoredEvent[] = [];
  decisions.forEach((decide, revision) => {
    const context = { revision: revision - 1, correlationId: 'run', recordedAt: '2026-01-05T10:00:00.000Z' };
    const event = recordDecision(STREAM, decide(events.map(({ id }) => id)), context);
    const chain = { previousHash: '', hash: '' };
    events.push({
      ...event,
      stream: STREAM,
      revision,
      position: String(revision),
      metadata: { ...event.metadata, ...chain },
    } as StoredEvent);
  });
  return events;
}

const opening = (balance: string, knownOn?: string) => (): NewDecision => ({
  type: 'OpeningBalanceStated',
  data: { ...BY_HAND, ...(knownOn && { knownOn }), holding: 'h', balance },
});
const undo =
  (place: number, knownOn?: string) =>
  (ids: readonly string[]): NewDecision => ({
    type: 'DecisionUndone',
    data: { ...BY_HAND, ...(knownOn && { knownOn }), decision: ids[place]! },
  });

function balances(events: readonly StoredEvent[], knownAt?: string): readonly string[] {
  return decisionsInForce(events, knownAt === undefined ? {} : { knownAt }).map(({ data }) =>
    'balance' in data ? data.balance : '?',
  );
}

describe('decisions in force', () => {
  it('hold from their knowledge date on, in its order', () => {
    const events = decided(opening('20', '2025-03-01'), opening('10', '2025-01-01'));
    expect(balances(events)).toEqual(['10', '20']);
    expect(balances(events, '2025-02-28')).toEqual(['10']);
    expect(balances(events, '2024-12-31')).toEqual([]);
  });

  it('are known from the day of recording when they say nothing else', () => {
    const events = decided(opening('10'));
    expect(balances(events, '2026-01-04')).toEqual([]);
    expect(balances(events, '2026-01-05')).toEqual(['10']);
  });

  it('can be undone, and the undoing undone, each on both clocks', () => {
    const events = decided(opening('10', '2025-01-01'), undo(0, '2025-02-01'), undo(1, '2025-03-01'));
    expect(balances(events, '2025-01-31')).toEqual(['10']);
    expect(balances(events, '2025-02-01')).toEqual([]);
    expect(balances(events, '2025-03-01')).toEqual(['10']);
  });

  it('decided twice are two events, tried again only one', () => {
    const [first, second] = decided(opening('10'), opening('10'));
    const [again] = decided(opening('10'));
    expect(second!.id).not.toBe(first!.id);
    expect(again!.id).toBe(first!.id);
  });
});
