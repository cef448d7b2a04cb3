import { join } from 'node:path';
import { openDataFolder } from './data-folder';
import { Environment } from './environment';
import type { EventStoreLocation } from './open-event-store';
import type { GenerationsLocation } from './open-generations';
import type { SourceDocumentsLocation } from './open-source-documents';

/** What says where a ledger keeps its events, documents and rows; what is left out is as in Environment. */
export type StoreSettings = Pick<Environment, 'HOLDINGS_DATA'> &
  Partial<Pick<Environment, 'EVENTSTORE_URL' | 'EVENTSTORE_PREFIX' | 'DATABASE_URL' | 'DATABASE_SCHEMA'>>;

/** Where a ledger keeps what, by its settings. */
export interface LedgerPlaces {
  readonly events: EventStoreLocation;
  readonly sourceDocuments: SourceDocumentsLocation;
  readonly readModel: GenerationsLocation;
  /** How far the log is known to hold no half-recorded joint filing (see JointFilings). */
  readonly jointFilings: string;
}

/**
 * The places of the ledger in these stores; its folder is created when missing. With `mustExist` a folder without
 * a ledger is NotFound, unless the events are on a server: that one knows, and the folder may be new. Throws
 * StorageFailure when the folder cannot be created.
 *
 * Source documents are where the events are: what cannot be made again is either all in the folder, or, when both
 * servers are set, not in it at all. EventStoreDB takes no documents, so that without PostgreSQL they stay in the folder.
 */
export function openLedgerPlaces(
  settings: StoreSettings,
  { mustExist }: { readonly mustExist: boolean },
): LedgerPlaces {
  const { HOLDINGS_DATA, EVENTSTORE_URL, EVENTSTORE_PREFIX, DATABASE_URL, DATABASE_SCHEMA } = {
    ...new Environment(),
    ...settings,
  };
  const eventsInFolder = EVENTSTORE_URL === '';
  const database = DATABASE_URL === '' ? undefined : { postgres: DATABASE_URL, schema: DATABASE_SCHEMA };
  const folder = openDataFolder(HOLDINGS_DATA, { mustExist: mustExist && eventsInFolder });
  return {
    events: eventsInFolder
      ? { sqlite: folder.events }
      : { eventStoreDb: EVENTSTORE_URL, prefix: EVENTSTORE_PREFIX },
    sourceDocuments: (!eventsInFolder && database) || { folder: folder.sourceDocuments },
    readModel: database ?? { sqlite: folder.readModel },
    jointFilings: join(HOLDINGS_DATA, 'joint-filings.position'),
  };
}
