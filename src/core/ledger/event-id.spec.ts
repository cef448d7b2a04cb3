import { EVENT_NAMESPACE, eventId, uuidV5 } from './event-id';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const OID = '6ba7b812-9dad-11d1-80b4-00c04fd430c8';
const X500 = '6ba7b814-9dad-11d1-80b4-00c04fd430c8';

describe('uuidV5', () => {
  // The first is RFC 9562 appendix A.4; the others were computed with Python's uuid.uuid5.
  it.each([
    [DNS, 'www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    [DNS, 'python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
    [URL, 'https://www.sec.gov/', 'd28bdccf-0ef1-5334-b2d4-e53ed4a35008'],
    [OID, '', '0a68eb57-c88a-5f34-9e9d-27f85e68af4f'],
    [X500, 'Gröning, “José” 株式 😀\nx', 'd6125f63-07f1-5803-be57-c054487386ec'],
  ])('in namespace %s makes of %j the id %s', (namespace, name, id) => {
    expect(uuidV5(name, namespace)).toBe(id);
  });

  it('reads the namespace in either case', () => {
    expect(uuidV5('www.example.com', DNS.toUpperCase())).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('refuses a namespace that is not a UUID', () => {
    expect(() => uuidV5('x', 'dns')).toThrow('dns is not a UUID');
  });

  it('has version 5 and the RFC variant for any name', () => {
    const ids = Array.from({ length: 500 }, (_, n) => uuidV5(`name ${n}`, DNS));
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(ids).size).toBe(500);
  });
});

describe('eventId', () => {
  const stream = 'reportingPerson-0001211060';

  it('is fixed for ever', () => {
    expect(eventId(stream, 'v1:abc', 'filing')).toBe(uuidV5(`${stream}\nv1:abc\nfiling`, EVENT_NAMESPACE));
    expect(eventId(stream, 'v1:abc', 'filing')).toBe('4da7952f-d73a-513b-bd09-316034b685f8');
  });

  it('tells streams, filings, tables and rows apart', () => {
    const ids = [
      eventId(stream, 'v1:abc', 'filing'),
      eventId(stream, 'v1:abc', 'I.1'),
      eventId(stream, 'v1:abc', 'II.1'),
      eventId(stream, 'v1:abc', 'I.11'),
      eventId(stream, 'v1:abd', 'I.1'),
      eventId('reportingPerson-0001211061', 'v1:abc', 'I.1'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
