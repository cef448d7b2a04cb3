import { DocumentFolder } from '../event-store/document-folder';
import { DocumentTable } from '../event-store/document-table';
import { SourceDocuments } from '../event-store/source-documents';

/** Where the source documents are: a folder, or beside the generations that begin in a schema of PostgreSQL. */
export type SourceDocumentsLocation =
  | { readonly folder: string }
  | { readonly postgres: string; readonly schema: string };

/** Opens the source documents; whoever opened them closes them. Throws StorageFailure. */
export function openSourceDocuments(location: SourceDocumentsLocation): SourceDocuments {
  return new SourceDocuments(
    'folder' in location
      ? DocumentFolder.open(location.folder)
      : new DocumentTable(location.postgres, location.schema),
  );
}
