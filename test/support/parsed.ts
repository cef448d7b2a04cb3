import type { Filing, ParsedDocument, Problem } from '../../src/core/filing/filing';

/** The filing that a document was read into; fails the test with the reason when it was rejected. */
export function filingOf(parsed: ParsedDocument): Filing {
  if (parsed.kind !== 'filing') throw new Error(`not a filing: ${JSON.stringify(parsed)}`);
  return parsed.filing;
}

/** The one problem that a document was rejected for; fails the test when it was taken in. */
export function rejectionOf(parsed: ParsedDocument): Problem {
  if (parsed.kind !== 'rejected') throw new Error(`not rejected, but a ${parsed.kind}`);
  const [problem, ...others] = parsed.problems;
  if (!problem || others.length > 0) throw new Error(`rejected for ${parsed.problems.length} reasons`);
  return problem;
}

export function codesOf(filing: Filing): string[] {
  return filing.problems.map(({ code }) => code);
}
