import type { AnswerBasis } from '../services/answer';
import type { ManyBasis } from '../services/kept-basis';

const BASIS_TEXTS = {
  filingDate: 'filing date',
  signatureDate: 'signature date, the filing date is not known',
  recordingTime: 'day of recording, the forms show no date',
} as const;

/** What fixes an answer, in one line. */
export function basisText(basis: AnswerBasis): string {
  return `${knownText(basis)} · ${recordedText(basis)}`;
}

/** What fixes figures over persons, in one line. */
export function foldBasisText(basis: ManyBasis): string {
  const { effectiveOn, knownAt, rowsAheadTo } = basis;
  return [
    ...(effectiveOn === null ? [] : [`up to ${effectiveOn}`]),
    ...(knownAt === null ? [] : [`known by ${momentText(knownAt)}`]),
    recordedText(basis),
    ...(rowsAheadTo === undefined
      ? []
      : [`rows of some persons are ahead, up to ${positionText(rowsAheadTo)}`]),
  ].join(' · ');
}

/** The position and the rules of an answer. */
function recordedText({ position, rulesVersion }: Pick<AnswerBasis, 'position' | 'rulesVersion'>): string {
  return `recorded to position ${positionText(position)} · rules ${rulesVersion}`;
}

function positionText(position: string | null): string {
  return String(Number(position) || position || 'none');
}

function knownText({ knownAt, knownOn, knownBasis }: AnswerBasis): string {
  const newest = knownOn && knownBasis ? `${knownOn} (${BASIS_TEXTS[knownBasis]})` : undefined;
  if (knownAt === null) return newest ? `known on ${newest}` : 'nothing known';
  const by = momentText(knownAt);
  return newest ? `known by ${by}, newest filing ${newest}` : `nothing known by ${by}`;
}

/** A moment of knowledge: a date means the end of that day. */
export function momentText(knownAt: string): string {
  return `${knownAt.includes('T') ? knownAt.replace('T', ' ') : `the end of ${knownAt}`} US Eastern`;
}
