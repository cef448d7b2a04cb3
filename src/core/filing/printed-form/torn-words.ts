/** Text that was torn into pieces, put together. */
export interface JoinedWords {
  readonly value: string;
  readonly evidence: readonly string[];
  readonly alternatives: readonly string[];
}

const MOST_OVERLAP = 3;

/**
 * Puts pieces of text together: without a blank, or with letters that stand on both sides of the tear counted
 * once, where that makes a word that the document has elsewhere (`words`, in lower case); else with a blank.
 */
export function joinTornWords(pieces: readonly string[], words: ReadonlySet<string>): JoinedWords {
  const evidence: string[] = [];
  const alternatives: string[] = [];
  let value = pieces[0] ?? '';
  for (const piece of pieces.slice(1)) {
    const spaced = `${value} ${piece}`;
    const known = tightJoins(value, piece).find(({ word }) => words.has(word.toLowerCase()));
    if (known) {
      evidence.push(`the form has the word "${known.word}" elsewhere`);
      alternatives.push(spaced);
      value = known.text;
    } else {
      evidence.push('put together with a blank; nothing else in the form confirms it');
      alternatives.push(value + piece);
      value = spaced;
    }
  }
  return { value, evidence, alternatives };
}

function tightJoins(left: string, right: string): { text: string; word: string }[] {
  const start = /\S*$/.exec(left.slice(-LONGEST_WORD))![0];
  const end = /^\S*/.exec(right.slice(0, LONGEST_WORD))![0];
  const joins: { text: string; word: string }[] = [];
  for (let overlap = 0; overlap <= Math.min(MOST_OVERLAP, start.length, end.length); overlap++) {
    if (!start.toLowerCase().endsWith(end.slice(0, overlap).toLowerCase())) continue;
    joins.push({ text: left + right.slice(overlap), word: start + end.slice(overlap) });
  }
  return joins;
}

const LONGEST_WORD = 40;
