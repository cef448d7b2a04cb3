import type { FoldedPerson } from '../read-model/person-fold';

/** Asks a thread to fold the person of a stream. */
export interface FoldRequest {
  readonly id: number;
  readonly stream: string;
}

/** What a thread answers: the folded person, or why there is none. */
export type FoldAnswer =
  | { readonly id: number; readonly folded: FoldedPerson }
  | {
      readonly id: number;
      readonly failure: {
        /** True when the fold itself failed, and not the event store. */
        readonly inFold: boolean;
        readonly message: string;
        readonly stack: string | undefined;
      };
    };
