import type { BaseOptions, EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';

/** What the client offers its own methods: connecting, reconnecting to a leader, credentials, ending on dispose. */
interface ClientInside {
  GRPCStreamCreator<Call>(
    service: typeof StreamsClient,
    name: string,
    create: (service: StreamsClient) => Call,
    cache?: WeakMap<object, Promise<Call>>,
  ): () => Promise<Call>;
  callArguments(
    options: BaseOptions,
    call: { readonly deadline: number },
  ): Parameters<StreamsClient['batchAppend']>;
}

/** Arguments of a gRPC call: metadata and options. */
export type CallArguments = Parameters<StreamsClient['batchAppend']>;

/**
 * Begins a call of the server's protocol that the client's own methods do not offer, over the client's connection.
 * The call has no deadline and asks the leader. With a cache one call is kept for each connection.
 */
export function protocolCall<Call>(
  client: EventStoreDBClient,
  name: string,
  begin: (service: StreamsClient, ...parameters: CallArguments) => Call,
  cache?: WeakMap<object, Promise<Call>>,
): Promise<Call> {
  const inside = client as unknown as ClientInside;
  const create = (service: StreamsClient) =>
    begin(service, ...inside.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY }));
  return inside.GRPCStreamCreator(StreamsClient, name, create, cache)();
}
