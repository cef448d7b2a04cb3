import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, and drops, stalls or refuses connections when told so. */
export class UnreliableProxy {
  /** Connections that were cut off. */
  dropped = 0;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server: Server;
  private stalled = false;
  private refusing = false;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.server = createServer((client) => this.accept(client));
  }

  static async start(target: { readonly host: string; readonly port: number }): Promise<UnreliableProxy> {
    const proxy = new UnreliableProxy(target);
    await new Promise<void>((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** Cuts off every connection in the middle of whatever is under way; new ones are served. */
  drop(): void {
    for (const pair of this.pairs) {
      this.dropped += 1;
      for (const socket of pair) socket.resetAndDestroy();
    }
    this.pairs.clear();
  }

  /** Cuts off every connection, and every new one, as where nothing listens. */
  refuse(): void {
    this.refusing = true;
    this.drop();
  }

  /** Lets nothing through any more, in either direction, and does not say so. */
  stall(): void {
    this.stalled = true;
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** Goes on where it stalled, and takes new connections again. */
  resume(): void {
    this.stalled = false;
    this.refusing = false;
    for (const pair of this.pairs) for (const socket of pair) socket.resume();
  }

  async stop(): Promise<void> {
    this.refuse();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    client.on('error', () => undefined);
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target);
    const pair = [client, server] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [server, client] as const]) {
      from.on('error', () => undefined);
      from.on('data', (bytes) => {
        if (!to.destroyed && !to.write(bytes)) from.pause();
      });
      to.on('drain', () => {
        if (!this.stalled) from.resume();
      });
      from.on('close', () => {
        to.destroy();
        this.pairs.delete(pair);
      });
      if (this.stalled) from.pause();
    }
  }
}
