import { createServer } from '../../http/server';
import type { Call } from '../call';

/** `holdings serve`: the HTTP server, until SIGTERM or SIGINT. */
export async function serve({ environment, output }: Call): Promise<void> {
  const server = await createServer(environment);
  try {
    await server.listen({ host: environment.HOST, port: environment.PORT });
  } catch (error) {
    await server.close();
    throw error;
  }
  await output.line(`Holdings Ledger listens on ${await server.getUrl()}`);
}
