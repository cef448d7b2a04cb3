import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../event-store/make-folder';
import { storageFailure } from '../event-store/storage-failure';
import { NotFound } from './answer';

/** Where a ledger keeps what. Only the events and the source documents cannot be made again. */
export interface DataFolder {
  readonly events: string;
  readonly sourceDocuments: string;
  readonly readModel: string;
}

/**
 * The places in a ledger's folder, which is created when missing. With `mustExist` a folder without a ledger is
 * NotFound: whoever asks has mistyped its name. Throws StorageFailure when the folder cannot be created.
 */
export function openDataFolder(folder: string, { mustExist }: { readonly mustExist: boolean }): DataFolder {
  const events = join(folder, 'events.sqlite');
  if (mustExist && !existsSync(events)) {
    throw new NotFound(
      `there is no ledger in ${folder}: ingest filings first, or name its folder with --data`,
    );
  }
  try {
    makeFolder(folder);
  } catch (error) {
    throw storageFailure(`data folder ${folder}`, error);
  }
  return {
    events,
    sourceDocuments: join(folder, 'source-documents'),
    readModel: join(folder, 'read-model.sqlite'),
  };
}
