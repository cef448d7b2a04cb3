import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Filing } from '../../src/core/filing/filing';
import { parseOwnershipXml } from '../../src/core/filing/ownership-xml';
import { boxesOf, type FilingBox, textAt } from '../support/filing-boxes';
import {
  type IndependentBox,
  readIndependently,
  textOfFragment,
} from '../support/independent-ownership-reader';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('real ownership XML');
const folder = join(SHARED, 'filings/xml');

(there ? describe : describe.skip)('the 398 real ownership XML files', () => {
  const names = there ? readdirSync(folder).sort() : [];
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('are all there', () => expect(names).toHaveLength(398));

  it.each(names)('%s equals the independent reading, box by box, both ways', (name) => {
    const xml = read(name);
    const filing = filingOf(xml);
    const independent = readIndependently(xml);
    const boxes = boxesOf(filing);

    expect(withoutPlaces(boxes)).toEqual(withoutPlaces(independent.boxes));
    expect(filing.lines).toHaveLength(independent.rows);
    expect(filing.footnotes).toHaveLength(independent.footnotes);
    for (const [key, box] of boxes) expect([key, textFiledAt(xml, box)]).toEqual([key, box.filed]);
  });

  it('have no problem that EDGAR would have refused them for', () => {
    const problems = names.flatMap((name) =>
      filingOf(read(name)).problems.map(({ code, cell }) => `${name} ${code} ${cell ?? ''}`),
    );
    expect(problems).toEqual([]);
  });

  it('hold 3,042 rows and 2,579 footnotes', () => {
    const filings = names.map((name) => filingOf(read(name)));
    expect(filings.reduce((rows, filing) => rows + filing.lines.length, 0)).toBe(3042);
    expect(filings.reduce((footnotes, filing) => footnotes + filing.footnotes.length, 0)).toBe(2579);
  });
});

function filingOf(xml: string): Filing {
  const parsed = parseOwnershipXml(xml);
  if (parsed.kind !== 'filing') throw new Error(JSON.stringify(parsed));
  return parsed.filing;
}

/** What the document shows at the box's place: the filed text; a row's or a lone footnote's tags are checked as such. */
function textFiledAt(xml: string, box: FilingBox): string | null {
  const source = textAt(xml, box.at!);
  if (box.filed !== null) return textOfFragment(source);
  const tag =
    box.value === null ? /^<footnoteId id="F\d+"\/>$/ : /^<(\w+(?:Transaction|Holding))>[\s\S]*<\/\1>$/;
  return tag.test(source) ? null : source;
}

function withoutPlaces(
  boxes: ReadonlyMap<string, FilingBox | IndependentBox>,
): Record<string, IndependentBox> {
  return Object.fromEntries(
    [...boxes].map(([key, { value, filed, footnotes }]) => [key, { value, filed, footnotes }]),
  );
}
