import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import {
  AccessDenied,
  MaximumAppendSizeExceeded,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type BatchAppendReq,
  type BatchAppendResp,
  type ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { type StandInEvent, StandInLog } from './eventstoredb-stand-in-log';
import {
  acknowledgement,
  eventAnswer,
  expectedOf,
  failure,
  filterOf,
  refusal,
} from './eventstoredb-stand-in-messages';

type AppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** What the next append comes to instead of being stored and acknowledged. */
export type AppendMisbehaviour =
  | 'storeAndFail'
  | 'storeAndNeverAnswer'
  | 'neverAnswer'
  | 'answerLate'
  | 'notReady'
  | 'accessDenied'
  | 'notLeader'
  | 'endCall';

/** What the next reading comes to. */
export type ReadMisbehaviour =
  | 'neverAnswer'
  | 'fail'
  | 'breakOff'
  | 'accessDenied'
  | 'unauthenticated'
  | 'endCall';

/** A server drops a live subscription that more events wait for than this. */
const LIVE_BUFFER = 32;
const MAX_APPEND_BYTES = 1024 * 1024;
/** How late an answer comes that is late. */
const LATE_MS = 60;
/** Events before a reading that is to break off does. */
const BREAKS_OFF_AFTER = 3;

interface Subscription {
  readonly call: ReadCall;
  readonly matches: (event: StandInEvent) => boolean;
}

/**
 * Speaks EventStoreDB's protocol with the client's own generated definitions and keeps streams in memory, so that
 * the adapter is tested without a server, and under what servers do now and then. It is no server: it knows what
 * the adapter asks for.
 */
export class EventStoreDbStandIn {
  readonly log = new StandInLog();
  /** Misbehaviours of the appends and readings to come, the next one first; undefined for none. */
  readonly nextAppends: (AppendMisbehaviour | undefined)[] = [];
  readonly nextReads: ReadMisbehaviour[] = [];
  /** Appends that reached the server, whatever became of them. */
  appendsReceived = 0;
  /** Subscriptions that were begun. */
  subscriptionsBegun = 0;
  private readonly subscriptions = new Set<Subscription>();
  private server = new Server();
  private port = 0;

  static async start(): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn();
    await standIn.listen();
    return standIn;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Cuts off every connection, as a crash does. */
  stop(): void {
    this.subscriptions.clear();
    this.server.forceShutdown();
  }

  /** Listens again where it was, with the same streams. */
  async listen(): Promise<void> {
    this.log.forgetRecentIds();
    this.server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    this.server.addService(StreamsService as never, {
      read: (call: ReadCall) => this.read(call),
      batchAppend: (call: AppendCall) => this.batchAppend(call),
    });
    this.server.addService(GossipService as never, {
      read: (_: ServerUnaryCall<unknown, ClusterInfo>, done: sendUnaryData<ClusterInfo>) =>
        done(null, this.cluster()),
    });
    this.port = await new Promise((resolve, reject) =>
      this.server.bindAsync(`127.0.0.1:${this.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
  }

  /** Drops every live subscription, as a server does whose consumer is too slow. */
  dropSubscriptions(): void {
    for (const subscription of this.subscriptions) this.drop(subscription);
  }

  get liveSubscriptions(): number {
    return this.subscriptions.size;
  }

  private drop(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    subscription.call.emit(
      'error',
      failure(
        status.ABORTED,
        'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
      ),
    );
  }

  private batchAppend(call: AppendCall): void {
    call.on('error', () => undefined);
    call.on('data', (request: BatchAppendReq) => this.append(call, request));
    call.on('end', () => call.end());
  }

  private append(call: AppendCall, request: BatchAppendReq): void {
    this.appendsReceived += 1;
    const misbehaviour = this.nextAppends.shift();
    switch (misbehaviour) {
      case 'neverAnswer':
        return;
      case 'notReady':
        call.write(refusal(request, new Empty(), 'google.protobuf.Empty', 'Server Is Not Ready'));
        return;
      case 'accessDenied':
        call.write(refusal(request, new AccessDenied(), 'event_store.client.AccessDenied', 'Access Denied'));
        return;
      case 'notLeader':
        call.emit('error', this.notLeader());
        return;
      case 'endCall':
        call.end();
        return;
    }
    const answer = this.store(request);
    if (misbehaviour === 'storeAndNeverAnswer') return;
    if (misbehaviour === 'storeAndFail')
      call.emit('error', failure(status.UNAVAILABLE, 'Connection dropped'));
    else if (misbehaviour === 'answerLate') setTimeout(() => call.write(answer), LATE_MS);
    else call.write(answer);
  }

  private store(request: BatchAppendReq): BatchAppendResp {
    const options = request.getOptions()!;
    const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString();
    const events = request.getProposedMessagesList().map((message) => ({
      id: message.getId()!.getString(),
      type: message.getMetadataMap().get('type')!,
      data: message.getData_asU8(),
      metadata: message.getCustomMetadata_asU8(),
    }));
    const bytes = events.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0);
    if (bytes > MAX_APPEND_BYTES) {
      const exceeded = new MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
      return refusal(
        request,
        exceeded,
        'event_store.client.MaximumAppendSizeExceeded',
        'Maximum Append Size Exceeded',
      );
    }
    const before = this.log.events.length;
    const outcome = this.log.append(stream, expectedOf(options), events);
    this.deliver(this.log.events.slice(before));
    if (outcome.result === 'success') return acknowledgement(request, outcome);
    const wrong = new WrongExpectedVersion();
    if (outcome.revision === -1) wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentStreamRevision(String(outcome.revision));
    return refusal(request, wrong, 'event_store.client.WrongExpectedVersion', 'Wrong Expected Version');
  }

  private deliver(events: readonly StandInEvent[]): void {
    for (const subscription of this.subscriptions) {
      const mine = events.filter(subscription.matches);
      for (const event of mine.slice(0, LIVE_BUFFER)) subscription.call.write(eventAnswer(event));
      if (mine.length > LIVE_BUFFER) this.drop(subscription);
    }
  }

  private read(call: ReadCall): void {
    call.on('error', () => undefined);
    const options = call.request.getOptions()!;
    const misbehaviour = this.nextReads.shift();
    switch (misbehaviour) {
      case 'neverAnswer':
        return;
      case 'endCall':
        call.end();
        return;
      case 'unauthenticated':
        call.emit('error', failure(status.UNAUTHENTICATED, 'Unauthenticated'));
        return;
      case 'fail':
        call.emit('error', failure(status.UNAVAILABLE, 'Connection dropped'));
        return;
      case 'accessDenied':
        call.emit(
          'error',
          failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
        );
        return;
    }
    const breaksOff = misbehaviour === 'breakOff';
    if (options.hasStream()) this.readStream(call, options, breaksOff);
    else if (options.hasSubscription()) this.subscribe(call, options, breaksOff);
    else this.readAll(call, options);
  }

  private readStream(call: ReadCall, options: ReadReq.Options, breaksOff: boolean): void {
    const given = options.getStream()!;
    const stream = Buffer.from(given.getStreamIdentifier()!.getStreamName_asU8()).toString();
    const stored = this.log.stream(stream);
    if (stored.length === 0) {
      const identifier = new StreamIdentifier().setStreamName(Buffer.from(stream));
      call.write(
        new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier)),
      );
      call.end();
      return;
    }
    const from = given.hasRevision() ? Number(given.getRevision()) : 0;
    const events = stored.slice(from, from + Number(options.getCount()));
    if (breaksOff) this.breakOff(call, events);
    else {
      for (const event of events) call.write(eventAnswer(event));
      call.end();
    }
  }

  private readAll(call: ReadCall, options: ReadReq.Options): void {
    const given = options.getAll()!;
    const matches = filterOf(options);
    const count = Number(options.getCount());
    if (options.getReadDirection() === 1) {
      for (const event of this.log.matching(matches, { count, backwards: true }))
        call.write(eventAnswer(event));
      call.end();
      return;
    }
    let from = 0;
    if (given.hasPosition()) {
      const position = BigInt(given.getPosition()!.getCommitPosition());
      from = this.log.indexFrom(position);
      const found = this.log.events[from];
      if (found !== undefined && found.position !== position) {
        call.emit('error', failure(status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
        return;
      }
    }
    for (const event of this.log.matching(matches, { count, from })) call.write(eventAnswer(event));
    call.end();
  }

  private subscribe(call: ReadCall, options: ReadReq.Options, breaksOff: boolean): void {
    this.subscriptionsBegun += 1;
    const position = options.getAll()!.getPosition();
    const after = position === undefined ? -1n : BigInt(position.getCommitPosition());
    const matches = filterOf(options);
    call.write(
      new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('1')),
    );
    const from = after < 0n ? 0 : this.log.indexFrom(after + 1n);
    const events = this.log.matching(matches, { from });
    if (breaksOff) {
      this.breakOff(call, events);
      return;
    }
    for (const event of events) call.write(eventAnswer(event));
    call.write(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
    const subscription = { call, matches };
    this.subscriptions.add(subscription);
    call.on('cancelled', () => this.subscriptions.delete(subscription));
    call.on('close', () => this.subscriptions.delete(subscription));
  }

  private breakOff(call: ReadCall, events: readonly StandInEvent[]): void {
    for (const event of events.slice(0, BREAKS_OFF_AFTER)) call.write(eventAnswer(event));
    setTimeout(() => call.emit('error', failure(status.UNAVAILABLE, 'Connection dropped')), 5);
  }

  private notLeader(): ServiceError {
    const [host = '', port = ''] = this.address.split(':');
    return failure(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': port,
    });
  }

  private cluster(): ClusterInfo {
    const leader = new MemberInfo()
      .setInstanceId(new UUID().setString('11111111-1111-4111-8111-111111111111'))
      .setTimeStamp('0')
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(this.port));
    return new ClusterInfo().setMembersList([leader]);
  }
}
