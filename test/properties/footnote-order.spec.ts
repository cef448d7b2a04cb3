import fc from 'fast-check';
import { vestingLots } from '../../src/core/ledger/vesting-lots';
import { type GivenLine, givenEvents } from '../support/given-filing';
import { labelFiles } from '../support/vesting-labels';

/** Notes of our own wording that name no other note by its number, and some that say nothing about vesting. */
const notes = [
  ...labelFiles()
    .flatMap(({ labels }) => labels)
    .filter(({ label }) => label.text !== undefined)
    .map(({ text }) => text)
    .filter((text) => !/footnote/i.test(text)),
  'Each unit is the economic equivalent of one share of common stock.',
  'Held by a family trust of which the reporting person is trustee.',
];
const CELLS = ['exercisableNotes', 'titleNotes', 'sharesNotes'] as const;

/** Notes of one row, each with the cell that it hangs on and its number among the filing's notes. */
const row = fc.uniqueArray(fc.constantFrom(...notes), { minLength: 2, maxLength: 4 }).chain((texts) =>
  fc.record({
    notes: fc.tuple(
      ...texts.map((text) => fc.record({ text: fc.constant(text), cell: fc.constantFrom(...CELLS) })),
    ),
    order: fc.shuffledSubarray([...texts.keys()], { minLength: texts.length }),
  }),
);

type Note = { readonly text: string; readonly cell: (typeof CELLS)[number] };

/** What is made of a grant whose notes are filed in that order. */
function lotWith(inOrder: readonly Note[]) {
  const footnotes = Object.fromEntries(inOrder.map(({ text }, place) => [`F${place + 1}`, text]));
  const cells = CELLS.map((cell) => [
    cell,
    inOrder.flatMap((note, place) => (note.cell === cell ? [`F${place + 1}`] : [])),
  ]);
  const line: GivenLine = {
    table: 'II',
    title: 'Restricted Stock Units',
    on: '2024-03-01',
    code: 'A',
    way: 'A',
    shares: '9000',
    following: '9000',
    ...(Object.fromEntries(cells) as Partial<GivenLine>),
  };
  const [lot] = vestingLots(givenEvents({ signed: '2024-03-04', lines: [line], footnotes }));
  const { reading, vesting } = lot!;
  return {
    source: reading.source,
    text: reading.text?.text,
    tranches: vesting.tranches,
    settlement: reading.settlement,
    others: reading.others.map(({ text, certainty }) => `${certainty} ${text.text}`).sort(),
    doubts: reading.doubts.length,
  };
}

describe('the order in which a filing lists its footnotes', () => {
  it('makes no difference to what is read of a lot', () => {
    fc.assert(
      fc.property(row, ({ notes, order }) => {
        expect(lotWith(order.map((place) => notes[place]!))).toEqual(lotWith(notes));
      }),
      { numRuns: 200 },
    );
  });
});
