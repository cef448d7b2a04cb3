import type { StoredEvent } from './events';
import { Identity } from './identity';
import { IDENTITY_STREAM } from './parties';
import { type NewDecision, recordDecision } from './record-decision';

const BY = { author: 'Ann Lee', reason: 'same signature', knownOn: '2009-01-02' };
const CIK = '0001494730';
const [PRINTED, INITIAL] = ['name.carter-david-warren', 'name.carter-d-w'];

/** Decisions as they stand in identity-links, one after the other. */
function links(...decisions: readonly NewDecision[]): readonly StoredEvent[] {
  return decisions.map((decision, revision) => {
    const context = { revision: revision - 1, correlationId: 'c', recordedAt: '2009-02-01T12:00:00.000Z' };
    const event = recordDecision(IDENTITY_STREAM, decision, context);
    const metadata = { ...event.metadata, previousHash: '', hash: '' };
    return { ...event, stream: IDENTITY_STREAM, revision, position: `${revision}`, metadata } as StoredEvent;
  });
}

const linked = (left: string, right: string, knownOn = BY.knownOn): NewDecision => ({
  type: 'PersonsLinked',
  data: { ...BY, knownOn, persons: [left, right] },
});

describe('who is who', () => {
  it('keeps a person under the CIK, whatever names are linked to it and to one another', () => {
    const identity = Identity.of(links(linked(CIK, PRINTED), linked(INITIAL, PRINTED)));
    expect(identity.personOf(INITIAL)).toBe(CIK);
    expect(identity.members(CIK)).toEqual([CIK, INITIAL, PRINTED]);
    expect(identity.personOf('name.somebody-else')).toBe('name.somebody-else');
  });

  it('takes a link back, by its contrary or by undoing it, and the identity is as before', () => {
    const unlinked: NewDecision = { type: 'PersonsUnlinked', data: { ...BY, persons: [CIK, PRINTED] } };
    expect(Identity.of(links(linked(CIK, PRINTED), unlinked)).none).toBe(true);
    const [link] = links(linked(CIK, PRINTED));
    const undone: NewDecision = { type: 'DecisionUndone', data: { ...BY, decision: link!.id } };
    expect(Identity.of(links(linked(CIK, PRINTED), undone)).none).toBe(true);
    expect(Identity.ever(links(linked(CIK, PRINTED), unlinked)).personOf(PRINTED)).toBe(CIK);
  });

  it('knows no link before it was known', () => {
    const events = links(linked(CIK, PRINTED, '2009-01-02'));
    expect(Identity.of(events, { knownAt: '2009-01-01' }).none).toBe(true);
    expect(Identity.of(events, { knownAt: '2009-01-02' }).personOf(PRINTED)).toBe(CIK);
  });
});
