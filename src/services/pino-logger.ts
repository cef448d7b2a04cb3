import type { LoggerService } from '@nestjs/common';
import { destination, type Logger, pino } from 'pino';

/** The process's log: JSON lines on standard error, so that standard output carries nothing but answers. */
export function createLog(level: string): Logger {
  return pino({ level, base: null }, destination({ dest: 2, sync: true }));
}

/** Parts of Nest that log an error and throw it on: whoever started it tells it, and once is enough. */
const THROWN_ON: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication']);

/** Nest's own messages in that log; its start-up chatter counts as debug. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.pino.debug(...entry(message, context));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.pino.debug(...entry(message, context));
  }

  verbose(message: unknown, ...context: unknown[]): void {
    this.pino.trace(...entry(message, context));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.pino.warn(...entry(message, context));
  }

  error(message: unknown, ...context: unknown[]): void {
    const level = THROWN_ON.has(context.at(-1)) ? 'debug' : 'error';
    this.pino[level](...entry(message, context));
  }

  fatal(message: unknown, ...context: unknown[]): void {
    this.pino.fatal(...entry(message, context));
  }
}

/** Nest gives the context's name last, and for errors a stack before it. */
function entry(message: unknown, context: unknown[]): [object, string] {
  const [name, stack] = [...context].reverse();
  const error = message instanceof Error ? message : undefined;
  return [
    { context: name, ...(stack !== undefined && { stack }), ...(error && { err: error }) },
    String(error?.message ?? message),
  ];
}
