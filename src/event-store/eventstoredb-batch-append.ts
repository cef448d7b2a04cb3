import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  AccessDeniedError,
  convertToCommandError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AccessDenied,
  Empty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { EventText } from './append-check';
import { Unanswered } from './eventstoredb-failure';
import { protocolCall } from './eventstoredb-protocol';

type Call = ReturnType<StreamsClient['batchAppend']>;

interface Pending {
  readonly resolve: (revision: bigint) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** The appends that wait for their answers on one call. */
interface PendingAppends {
  readonly byCorrelation: Map<string, Pending>;
  /** Why the call is over; nothing more can be sent on it. */
  ended?: unknown;
}

/**
 * Sends appends over the server's batch protocol. The client's own appendToStream does that too, but keeps what
 * is under way in one table for the whole process, ends the process when an answer comes for what is no longer
 * there, keeps no deadline, and turns every event into text twice (docs/adr/0012).
 */
export class EventStoreDbBatchAppend {
  private readonly calls = new WeakMap<object, Promise<Call>>();
  private readonly pendings = new WeakMap<Call, PendingAppends>();

  constructor(private readonly client: EventStoreDBClient) {}

  /**
   * Appends the events, whose ids must be UUIDs, and returns the revision of the newest. Throws the client's
   * WrongExpectedVersionError and its like; after any other error the events may be stored or not.
   */
  async append(
    stream: string,
    expectedRevision: number,
    events: readonly EventText[],
    timeoutMs: number,
  ): Promise<bigint> {
    const call = await this.call();
    const pending = this.pendings.get(call)!;
    if (pending.ended !== undefined) throw pending.ended;
    const correlation = randomUUID();
    const answer = new Promise<bigint>((resolve, reject) => {
      const timer = setTimeout(() => {
        // Whatever else waits on this call waits in vain as well; the next append begins another one.
        end(pending, Unanswered.within(timeoutMs, 'an append'));
        call.cancel();
      }, timeoutMs);
      pending.byCorrelation.set(correlation, { resolve, reject, timer });
    });
    call.write(request(correlation, stream, expectedRevision, events));
    return answer;
  }

  private call(): Promise<Call> {
    return protocolCall(
      this.client,
      'batchAppend',
      (service, ...parameters) => {
        const call = service.batchAppend(...parameters);
        const pending: PendingAppends = { byCorrelation: new Map() };
        this.pendings.set(call, pending);
        call.on('data', (answer: BatchAppendResp) => settle(pending, answer));
        call.on('error', (error: Error) => end(pending, convertToCommandError(error)));
        call.on('end', () => {
          end(pending, new Unanswered('the server ended the call for appends'));
          // Otherwise the call counts as open, is used again, and is waited for on closing.
          call.end();
        });
        return call;
      },
      this.calls,
    );
  }
}

function end(pending: PendingAppends, reason: unknown): void {
  pending.ended ??= reason;
  for (const { reject, timer } of pending.byCorrelation.values()) {
    clearTimeout(timer);
    reject(reason);
  }
  pending.byCorrelation.clear();
}

function settle(pending: PendingAppends, answer: BatchAppendResp): void {
  const correlation = uuidText(answer.getCorrelationId());
  const waiting = pending.byCorrelation.get(correlation);
  if (waiting === undefined) return;
  pending.byCorrelation.delete(correlation);
  clearTimeout(waiting.timer);
  const success = answer.getSuccess();
  if (success !== undefined) waiting.resolve(BigInt(success.getCurrentRevision()));
  else waiting.reject(refusal(answer));
}

function request(
  correlation: string,
  stream: string,
  expectedRevision: number,
  events: readonly EventText[],
): BatchAppendReq {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (expectedRevision === -1) options.setNoStream(new Empty());
  else options.setStreamPosition(String(expectedRevision));
  const batch = new BatchAppendReq();
  batch.setCorrelationId(new UUID().setString(correlation));
  batch.setOptions(options);
  batch.setIsFinal(true);
  for (const { id, type, data, metadata } of events) {
    const message = new BatchAppendReq.ProposedMessage();
    message.setId(new UUID().setString(id));
    message.getMetadataMap().set('type', type).set('content-type', 'application/json');
    message.setData(Buffer.from(data));
    message.setCustomMetadata(Buffer.from(metadata));
    batch.addProposedMessages(message);
  }
  return batch;
}

/** The client's error for an append that the server did not take. */
function refusal(answer: BatchAppendResp): Error {
  const status = answer.getError();
  const details = status?.getDetails();
  const stream = Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  switch (details?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion': {
      const wrong = details.unpack(WrongExpectedVersion.deserializeBinary, details.getTypeName());
      if (wrong !== null) return WrongExpectedVersionError.fromWrongExpectedVersion(wrong, stream);
      break;
    }
    case 'event_store.client.StreamDeleted':
      if (details.unpack(StreamDeleted.deserializeBinary, details.getTypeName())) {
        return StreamDeletedError.fromStreamName(stream);
      }
      break;
    case 'event_store.client.AccessDenied':
      if (details.unpack(AccessDenied.deserializeBinary, details.getTypeName()))
        return new AccessDeniedError();
      break;
    case 'event_store.client.MaximumAppendSizeExceeded': {
      const exceeded = details.unpack(MaximumAppendSizeExceeded.deserializeBinary, details.getTypeName());
      if (exceeded !== null) return MaxAppendSizeExceededError.fromMaxAppendSize(exceeded.getMaxappendsize());
      break;
    }
    case 'event_store.client.Timeout':
      return new Unanswered('the server could not finish the append in time');
  }
  return new UnknownError(undefined, status?.getMessage() || 'an append was not taken, without a reason');
}

/** A UUID of the protocol, which has two forms of it. */
function uuidText(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString() ?? '';
  const high = BigInt.asUintN(64, BigInt(structured.getMostSignificantBits()));
  const low = BigInt.asUintN(64, BigInt(structured.getLeastSignificantBits()));
  const hex = high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
