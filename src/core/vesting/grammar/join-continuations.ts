/** A footnote's text with the notes that it goes on in. */
export interface JoinedFootnote {
  /** The footnote's id as filed, such as `F27`. */
  readonly id: string;
  /** The whole text: of the note where it starts, and of those that it goes on in. */
  readonly text: string;
  /** Where each note's words stand in `text`; `from` is their offset in the note as filed. */
  readonly parts: readonly FootnotePart[];
}

export interface FootnotePart {
  readonly id: string;
  /** Offsets in the joined text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Offset in the note as filed of the first character. */
  readonly from: number;
}

interface Note {
  readonly id: string;
  readonly text: string;
}

const WHICH = String.raw`(?:(?:the\s+)?(?:previous|prior|preceding|above|next|following)\s+(?:foot)?note|(?:foot)?note\s*\(?\s*(\d{1,3})\s*\)?)`;
const GOES_ON = String.raw`\(?\s*(?:continued|cont'?d|cont\.|continuation)`;
/** `(Continued from footnote 26)` at the start of a note. */
const FROM = new RegExp(String.raw`^\s*${GOES_ON}\s+(?:from|of)\s+${WHICH}\s*[.:;)]*\s*`, 'i');
/** `(continued in footnote 27)` at the end of a note. */
const INTO = new RegExp(String.raw`\s*${GOES_ON}\s+(?:in|on|at|to|under)\s+${WHICH}\s*[.)]*\s*$`, 'i');
/** Only this much of a note's end can say where it goes on. */
const LONGEST_MARK = 80;

/**
 * The footnotes of one filing, each with its whole text: EDGAR takes 1,000 characters for a note, and filers go
 * on in another one ("continued from footnote 26"). Every note of a chain gets the text of the chain; a note
 * whose mark names no other note keeps its own. Ids are matched by their number (`F26` and 26).
 */
export function joinContinuations(footnotes: readonly Note[]): readonly JoinedFootnote[] {
  const before = new Map<number, number>();
  for (const index of footnotes.keys()) {
    const from = continuedFrom(footnotes, index);
    if (from !== undefined && !before.has(index)) before.set(index, from);
    const into = continuedInto(footnotes, index);
    if (into !== undefined && !before.has(into)) before.set(into, index);
  }
  const after = new Map([...before].map(([next, previous]) => [previous, next]));
  return footnotes.map(({ id }, index) => {
    const chain = chainFrom(headOf(index, before), after);
    return { id, ...joined(chain.map((at) => footnotes[at]!)) };
  });
}

function continuedFrom(footnotes: readonly Note[], index: number): number | undefined {
  const mark = FROM.exec(footnotes[index]!.text.slice(0, LONGEST_MARK));
  return mark ? target(footnotes, index, mark[1], index - 1) : undefined;
}

function continuedInto(footnotes: readonly Note[], index: number): number | undefined {
  const mark = INTO.exec(footnotes[index]!.text.slice(-LONGEST_MARK));
  return mark ? target(footnotes, index, mark[1], index + 1) : undefined;
}

function target(
  footnotes: readonly Note[],
  own: number,
  number: string | undefined,
  neighbour: number,
): number | undefined {
  const found =
    number === undefined
      ? neighbour
      : footnotes.findIndex(
          ({ id }) => /\d+$/.exec(id)?.[0].replace(/^0+/, '') === number.replace(/^0+/, ''),
        );
  return found >= 0 && found < footnotes.length && found !== own ? found : undefined;
}

function headOf(index: number, before: ReadonlyMap<number, number>): number {
  const seen = new Set([index]);
  let head = index;
  for (let previous = before.get(head); previous !== undefined && !seen.has(previous); ) {
    seen.add(previous);
    head = previous;
    previous = before.get(head);
  }
  return head;
}

function chainFrom(head: number, after: ReadonlyMap<number, number>): readonly number[] {
  const chain = [head];
  for (let next = after.get(head); next !== undefined && !chain.includes(next); next = after.get(next)) {
    chain.push(next);
  }
  return chain;
}

/** The words of the notes without their marks, a blank between them. */
function joined(notes: readonly Note[]): Pick<JoinedFootnote, 'text' | 'parts'> {
  let text = '';
  const parts: FootnotePart[] = [];
  for (const [place, { id, text: filed }] of notes.entries()) {
    const from = place === 0 ? 0 : (FROM.exec(filed.slice(0, LONGEST_MARK))?.[0].length ?? 0);
    const last = place === notes.length - 1;
    const tail = filed.slice(-LONGEST_MARK);
    const cut = last ? filed.length : filed.length - (INTO.exec(tail)?.[0].length ?? 0);
    if (place > 0) text += ' ';
    const start = text.length;
    text += filed.slice(from, Math.max(from, cut));
    parts.push({ id, start, end: text.length, from });
  }
  return { text, parts };
}
