import { createServer } from '../../http/server';
import type { Environment } from '../../services/environment';
import type { Call } from '../call';

/** `holdings serve`: the HTTP server, until SIGTERM or SIGINT. */
export async function serve({ environment, output }: Call): Promise<void> {
  const server = await createServer(environment);
  try {
    await server.listen({ host: environment.HOST, port: environment.PORT });
  } catch (error) {
    await server.close();
    throw cannotListen(environment, error);
  }
  await output.line(`Holdings Ledger listens on ${await server.getUrl()}`);
}

/** The address cannot be listened on; the message says what to change. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

function cannotListen({ HOST, PORT }: Environment, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CannotListen(`${HOST}:${PORT} is taken by another program; set PORT to another port`);
    case 'EACCES':
      return new CannotListen(`port ${PORT} may not be used by this user; set PORT to one above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotListen(`${HOST} is no address of this machine; set HOST to one`);
    default:
      return error;
  }
}
