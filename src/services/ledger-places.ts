import { join } from 'node:path';
import { type DataFolder, openDataFolder } from './data-folder';
import type { EventStoreLocation } from './open-event-store';
import type { StoreSettings } from './open-generations';

/** Where a ledger keeps what, by its settings. */
export interface LedgerPlaces extends Omit<DataFolder, 'events'> {
  readonly events: EventStoreLocation;
  /** How far the log is known to hold no half-recorded joint filing (see JointFilings). */
  readonly jointFilings: string;
}

/**
 * The places of the ledger in these stores; its folder is created when missing. With `mustExist` a folder without
 * a ledger is NotFound, unless the events are on a server: that one knows, and the folder may be new. Throws
 * StorageFailure when the folder cannot be created.
 */
export function openLedgerPlaces(
  settings: StoreSettings,
  { mustExist }: { readonly mustExist: boolean },
): LedgerPlaces {
  const {
    HOLDINGS_DATA: folder,
    EVENTSTORE_URL: eventStoreDb = '',
    EVENTSTORE_PREFIX: prefix = '',
  } = settings;
  const { events: sqlite, ...places } = openDataFolder(folder, {
    mustExist: mustExist && eventStoreDb === '',
  });
  const jointFilings = join(folder, 'joint-filings.position');
  return { ...places, jointFilings, events: eventStoreDb === '' ? { sqlite } : { eventStoreDb, prefix } };
}
