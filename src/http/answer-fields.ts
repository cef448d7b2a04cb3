import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { KnownBasis, StepKind } from '../core/ledger/person-ledger';
import type { Label } from '../services/evidence';

export const Text = (example: string, more: ApiPropertyOptions = {}) =>
  ApiProperty({ type: String, example, ...more } as ApiPropertyOptions);
export const NullableText = (example: string, more: ApiPropertyOptions = {}) =>
  Text(example, { nullable: true, ...more } as ApiPropertyOptions);
export const IsoDate = (example: string, description?: string) =>
  Text(example, { format: 'date', ...(description && { description }) } as ApiPropertyOptions);
export const NullableDate = (example: string, description?: string) =>
  NullableText(example, { format: 'date', ...(description && { description }) } as ApiPropertyOptions);
export const Whole = (example: number, description?: string) =>
  ApiProperty({ type: 'integer', example, ...(description && { description }) });
export const Amount = (example: string, description: string) =>
  NullableText(example, { description: `${description}; an exact decimal` } as ApiPropertyOptions);

export const Words = (description: string) => ApiProperty({ type: [String], description });
/** A part of an answer whose shape is a type of the core. */
export const Data = (description: string, more: { nullable?: true } = {}) =>
  ApiProperty({ type: 'object', additionalProperties: true, description, ...more });

export const KNOWN_BASES: KnownBasis[] = ['filingDate', 'signatureDate', 'recordingTime'];
export const STEP_KINDS: StepKind[] = ['opening', 'transaction', 'holding', 'split'];
export const LABELS: Label[] = [
  'impliedOpening',
  'stated',
  'corrected',
  'repaired',
  'issuerInferred',
  'jointly',
  'differs',
  'underlying',
  'unreported',
  'split',
  'possibleSplit',
  'restates',
  'added',
  'originalUnknown',
];
