import type { RecordingMetadata } from './events';
import { CHAIN_START, chainHash, sealEvent, sealText } from './hash-chain';

const stream = 'reportingPerson-0001211060';
const event = {
  id: '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  type: 'SaleReported',
  data: { title: 'Gröning' },
  metadata: { version: 1 } as RecordingMetadata,
};

describe('sealEvent', () => {
  // Both hashes were computed with Python's hashlib from the two sentences of the doc comment.
  const first = '292a2b5c8d051fac432a15723e3445457a30d8ea13589f1547736b345b03fe18';
  const second = 'c5a0ea51a59aa3ffdfce72b1a84e0e0b0d1cb37e664745677e64e472a740cdd4';

  it('hashes the first event of a stream on 64 zeros', () => {
    expect(sealEvent(stream, 0, event, CHAIN_START)).toEqual({
      data: '{"title":"Gröning"}',
      metadata: `{"version":1,"previousHash":"${'0'.repeat(64)}","hash":"${first}"}`,
      hash: first,
    });
  });

  it('hashes the next one on the hash before it', () => {
    expect(sealEvent(stream, 1, event, first).hash).toBe(second);
  });

  it('is the same for an event that is text already', () => {
    const text = { ...event, data: '{"title":"Gröning"}', metadata: '{"version":1}' };
    expect(sealText(stream, 0, text, CHAIN_START)).toEqual(sealEvent(stream, 0, event, CHAIN_START));
  });

  it.each([
    ['stream', sealEvent('reportingPerson-0001211061', 0, event, CHAIN_START)],
    ['revision', sealEvent(stream, 1, event, CHAIN_START)],
    ['id', sealEvent(stream, 0, { ...event, id: '2ed6657d-e927-568b-95e1-2665a8aea6a3' }, CHAIN_START)],
    ['type', sealEvent(stream, 0, { ...event, type: 'GiftReported' }, CHAIN_START)],
    ['data', sealEvent(stream, 0, { ...event, data: { title: 'Groning' } }, CHAIN_START)],
    ['previous hash', sealEvent(stream, 0, event, second)],
    [
      'metadata',
      sealEvent(stream, 0, { ...event, metadata: { version: 2 } as RecordingMetadata }, CHAIN_START),
    ],
  ])('has another hash when the %s differs', (_, sealed) => {
    expect(sealed.hash).not.toBe(first);
  });

  it('can be checked from the stored text alone', () => {
    const sealed = sealEvent(stream, 0, event, CHAIN_START);
    const open = sealed.metadata.replace(/,"hash":"[0-9a-f]{64}"}$/, '}');
    const hash = chainHash(CHAIN_START, stream, 0, event.id, event.type, sealed.data, open);
    expect(hash).toBe(sealed.hash);
  });
});
