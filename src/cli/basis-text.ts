import type { AnswerBasis } from '../services/answer';

const BASIS_TEXTS = {
  filingDate: 'filing date',
  signatureDate: 'signature date, the filing date is not known',
  recordingTime: 'day of recording, the forms show no date',
} as const;

/** What fixes an answer, in one line. */
export function basisText({ knownOn, knownBasis, position, rulesVersion }: AnswerBasis): string {
  const known = knownOn && knownBasis ? `known on ${knownOn} (${BASIS_TEXTS[knownBasis]})` : 'nothing known';
  return `${known} · recorded to position ${Number(position) || position || 'none'} · rules ${rulesVersion}`;
}
