import { MAX_SEARCH_WORDS, type ReadModel } from '../../src/read-model/read-model';
import { databases, Places } from './databases';
import { at, ledger } from './ledgers';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

describe.each(databases())('people in %s', (database) => {
  let rows: ReadModel;
  const NAMES = [
    'carter  david WARREN',
    'Carter, Ann',
    'O’Brien José',
    'CARTER DAVID WARREN',
    'Zoë von Äpfel',
  ];

  beforeEach(async () => {
    rows = (await places.open(places.unused(database))).readModel;
    const people = NAMES.map((name, place) => ledger(`000000000${place}`, { name }));
    const printed = ledger('name.carter-david-warren', { name: 'CARTER DAVID WARREN', cik: null });
    await rows.replacePersons([...people, printed], { from: null, to: at('1') });
  });

  const found = async (search?: string) =>
    (await rows.people({ ...(search !== undefined && { search }), limit: 100 })).map((p) => p.personId);

  it('are listed by name, whatever its case and punctuation', async () => {
    expect(await found()).toEqual([
      '0000000001',
      '0000000000',
      '0000000003',
      'name.carter-david-warren',
      '0000000002',
      '0000000004',
    ]);
  });

  it.each([
    ['cart', ['0000000001', '0000000000', '0000000003', 'name.carter-david-warren']],
    ['David Carter', ['0000000000', '0000000003', 'name.carter-david-warren']],
    ['ARRE', ['0000000000', '0000000003', 'name.carter-david-warren']],
    ["o'brien jose", ['0000000002']],
    ['äpfel', ['0000000004']],
    ['3', ['0000000003']],
    ['0000000003', ['0000000003']],
    [' 3 ', ['0000000003']],
    ['4711', []],
    ['carter%', ['0000000001', '0000000000', '0000000003', 'name.carter-david-warren']],
    ['c_r%x', []],
  ])('are found by %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('come in pages that leave nobody out and bring nobody twice', async () => {
    const seen: string[] = [];
    for (let page = await rows.people({ limit: 2 }); page.length > 0; ) {
      seen.push(...page.map(({ personId }) => personId));
      page = await rows.people({ limit: 2, after: page.at(-1)! });
    }
    expect(seen).toEqual(await found());
  });

  it('are read by id page by page, those that are linked to others among them', async () => {
    const persons = ['0000000000', 'name.carter-david-warren'] as const;
    const link = { persons, author: 'A', reason: 'r', knownOn: '2000-01-01', eventId: 'link' };
    const whole = ledger('0000000000', { name: NAMES[0]!, linked: [link] });
    const before = await rows.idsOfPersons('', 100);
    await rows.replacePersons([whole], { from: at('1'), to: at('2') }, ['name.carter-david-warren']);
    expect(await found('carter')).not.toContain('name.carter-david-warren');
    const first = await rows.idsOfPersons('', 3);
    expect([...first, ...(await rows.idsOfPersons(first.at(-1)!, 100))]).toEqual(before);
    expect(before.at(-1)).toBe('name.carter-david-warren');
  });

  it('come in pages of a search, too', async () => {
    const [first] = await rows.people({ search: 'david', limit: 1 });
    const rest = await rows.people({ search: 'david', limit: 10, after: first! });
    expect([first!, ...rest].map(({ personId }) => personId)).toEqual(await found('david'));
  });

  it('are not searched by a whole text', async () => {
    const words = 'a '.repeat(MAX_SEARCH_WORDS + 1);
    await expect(rows.people({ search: words, limit: 1 })).rejects.toThrow(/at most 20 words, not 21/);
  });
});
