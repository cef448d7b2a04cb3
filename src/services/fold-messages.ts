import type { FoldedFamily, LogView } from '../read-model/person-fold';

/** Asks a thread to fold a person, as of a view of the log. */
export interface FoldRequest {
  readonly id: number;
  readonly personId: string;
  readonly view: LogView;
}

/** What a thread answers: what was folded, or why nothing was. */
export type FoldAnswer =
  | { readonly id: number; readonly folded: FoldedFamily }
  | {
      readonly id: number;
      readonly failure: {
        /** True when the fold itself failed, and not the event store. */
        readonly inFold: boolean;
        readonly message: string;
        readonly stack: string | undefined;
      };
    };
