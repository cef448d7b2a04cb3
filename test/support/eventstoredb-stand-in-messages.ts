import { AllStreamPosition, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import {
  type BatchAppendReq,
  BatchAppendResp,
  type ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { Metadata, type ServiceError, type status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { AppendOutcome, Expected, StandInEvent } from './eventstoredb-stand-in-log';

/** Behind which event the append is to go. */
export function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return -1;
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  return options.hasStreamExists() ? 'streamExists' : 'any';
}

/** The events that a reading asks for. */
export function filterOf(options: ReadReq.Options): (event: StandInEvent) => boolean {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList();
  if (prefixes !== undefined) return ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix));
  const types = new RegExp(filter?.getEventType()?.getRegex() ?? '');
  return ({ type }) => types.test(type);
}

/** The answer to an append that is stored. */
export function acknowledgement(
  request: BatchAppendReq,
  { revision, position }: AppendOutcome & { result: 'success' },
): BatchAppendResp {
  const place = new AllStreamPosition()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  const success = new BatchAppendResp.Success().setPosition(place);
  if (revision === -1) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(revision));
  return answerTo(request).setSuccess(success);
}

/** The answer to an append that is not. */
export function refusal(
  request: BatchAppendReq,
  details: { serializeBinary(): Uint8Array },
  typeName: string,
  message: string,
): BatchAppendResp {
  const packed = new Any();
  packed.pack(details.serializeBinary(), typeName);
  return answerTo(request).setError(new Status().setMessage(message).setDetails(packed));
}

function answerTo(request: BatchAppendReq): BatchAppendResp {
  return new BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
}

/** One event of a reading. */
export function eventAnswer(event: StandInEvent): ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(event.id))
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', 'application/json')
    .set('created', '0');
  return new ReadResp().setEvent(
    new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position)),
  );
}

/** What ends a call with an error; the client reads its kind from the metadata. */
export function failure(
  code: status,
  details: string,
  metadata: Readonly<Record<string, string>> = {},
): ServiceError {
  const all = new Metadata();
  for (const [name, value] of Object.entries(metadata)) all.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata: all });
}
