import { Transform } from 'node:stream';
import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { convertGrpcEvent } from '@eventstore/db-client/dist/utils/convertGrpcEvent';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { protocolCall } from './eventstoredb-protocol';

type Call = ReturnType<StreamsClient['read']>;

/**
 * The log from its end, without system events and other ledgers' streams. The server filters such readings, but
 * the client's readAll cannot ask it to; unfiltered, the end of a log on a shared server can be far to go.
 */
export class BackwardsReading extends Transform {
  private readonly call: Promise<Call>;

  constructor(client: EventStoreDBClient, prefix: string) {
    super({ objectMode: true });
    this.call = protocolCall(client, 'readAll', (service, ...parameters) =>
      service.read(request(prefix), ...parameters),
    );
    this.call.then(
      (call) => {
        call.on('error', (error) => this.destroy(error));
        call.pipe(this);
      },
      (error) => this.destroy(error),
    );
  }

  override _transform(
    answer: ReadResp,
    _encoding: string,
    done: (error: null, event?: ResolvedEvent) => void,
  ): void {
    const event = answer.getEvent();
    if (event === undefined) done(null);
    else done(null, convertGrpcEvent(event));
  }

  async cancel(): Promise<void> {
    (await this.call).cancel();
  }
}

function request(prefix: string): ReadReq {
  const all = new ReadReq.Options.AllOptions();
  all.setEnd(new Empty());
  const expression = new ReadReq.Options.FilterOptions.Expression();
  const filter = new ReadReq.Options.FilterOptions();
  filter.setCount(new Empty());
  if (prefix === '') filter.setEventType(expression.setRegex('^[^$].*'));
  else filter.setStreamIdentifier(expression.setPrefixList([prefix]));
  const uuids = new ReadReq.Options.UUIDOption();
  uuids.setString(new Empty());
  const options = new ReadReq.Options();
  options.setAll(all);
  options.setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS);
  options.setCount(String(Number.MAX_SAFE_INTEGER));
  options.setFilter(filter);
  options.setUuidOption(uuids);
  return new ReadReq().setOptions(options);
}
