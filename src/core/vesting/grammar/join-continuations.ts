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
const GOES_ON = String.raw`\(?\s*(?:continued|cont['’]?d|cont\.|continuation)`;
/** `(Continued from footnote 26)` at the start of a note. */
const FROM = new RegExp(String.raw`^\s*${GOES_ON}\s+(?:from|of)\s+${WHICH}\s*[.:;)]*\s*`, 'i');
/** `(continued in footnote 27)` at the end of a note. */
const INTO = new RegExp(String.raw`\s*${GOES_ON}\s+(?:in|on|at|to|under)\s+${WHICH}\s*[.)]*\s*$`, 'i');
/** Only this much of a note's end can say where it goes on. */
const LONGEST_MARK = 80;

/**
 * The footnotes of one filing, each with its whole text: EDGAR takes 1,000 characters for a note, and filers go
 * on in another one ("continued from footnote 26"). Every note of a chain gets the text of the chain; a note
 * whose mark names no other note keeps its own, and so does one that goes on from a note which another one
 * before it goes on from already. Ids are matched by their number (`F26` and 26).
 */
export function joinContinuations(footnotes: readonly Note[]): readonly JoinedFootnote[] {
  const before = predecessors(footnotes);
  if (before.size === 0) return footnotes.map((note) => ({ id: note.id, ...joined([note]) }));
  const after = new Map([...before].map(([next, previous]) => [previous, next]));
  // One text for all notes of a chain, so that a hostile chain costs no more than it is long.
  const whole = new Map<number, Pick<JoinedFootnote, 'text' | 'parts'>>();
  for (const index of footnotes.keys()) {
    if (whole.has(index)) continue;
    const chain = chainFrom(headOf(index, before), after);
    const text = joined(chain.map((at) => footnotes[at]!));
    for (const at of chain) whole.set(at, text);
  }
  return footnotes.map((note, index) => ({ id: note.id, ...whole.get(index)! }));
}

/** The note that each one goes on from; no two go on from the same one. */
function predecessors(footnotes: readonly Note[]): ReadonlyMap<number, number> {
  const numbers = new Map<string, number>();
  for (const [index, { id }] of footnotes.entries()) {
    const number = numberOf(/\d+$/.exec(id)?.[0]);
    if (number !== undefined && !numbers.has(number)) numbers.set(number, index);
  }
  const before = new Map<number, number>();
  const taken = new Set<number>();
  const link = (previous: number | undefined, next: number | undefined) => {
    if (previous === undefined || next === undefined || previous === next) return;
    if (!footnotes[previous] || !footnotes[next] || before.has(next) || taken.has(previous)) return;
    before.set(next, previous);
    taken.add(previous);
  };
  const named = (mark: RegExpExecArray, neighbour: number) =>
    mark[1] === undefined ? neighbour : numbers.get(numberOf(mark[1])!);
  for (const [index, { text }] of footnotes.entries()) {
    const from = FROM.exec(text.slice(0, LONGEST_MARK));
    if (from) link(named(from, index - 1), index);
    const into = INTO.exec(text.slice(-LONGEST_MARK));
    if (into) link(index, named(into, index + 1));
  }
  return before;
}

function numberOf(digits: string | undefined): string | undefined {
  return digits?.replace(/^0+(?=\d)/, '');
}

function headOf(index: number, before: ReadonlyMap<number, number>): number {
  let head = index;
  for (let previous = before.get(head); previous !== undefined && previous !== index; ) {
    head = previous;
    previous = before.get(head);
  }
  return head;
}

function chainFrom(head: number, after: ReadonlyMap<number, number>): readonly number[] {
  const chain = [head];
  for (let next = after.get(head); next !== undefined && next !== head; next = after.get(next)) {
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
