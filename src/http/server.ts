import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Environment } from '../services/environment';
import { createLog, PinoLogger } from '../services/pino-logger';
import { AppModule } from './app.module';
import { openApiDocument } from './open-api';
import { refuseOtherMethods } from './other-methods';
import { InvalidQuery, ProblemFilter, sendProblem } from './problem';
import { MAX_ID_LENGTH } from './queries';

/** Nothing is to be sent here; a body larger than this is refused unread. */
const BODY_LIMIT = 1024;
/** A request that is not complete by then is given up: slow senders hold no socket for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The HTTP server over the ledger in the environment's folder, ready to listen: routes, checks, problems, logs,
 * shutdown on SIGTERM and SIGINT. Throws when the stores cannot be opened.
 */
export async function createServer(environment: Environment): Promise<NestFastifyApplication> {
  const log = createLog(environment.LOG_LEVEL);
  const application = await NestFactory.create<NestFastifyApplication>(
    AppModule.open(environment),
    adapter(log),
    { logger: new PinoLogger(log), abortOnError: false },
  );
  application.useGlobalFilters(new ProblemFilter());
  application.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new InvalidQuery(errors.flatMap(fieldErrors)),
    }),
  );
  await application.register(helmet);
  const fastify = application.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    const unknown = unknownParameter(request.query);
    if (unknown !== undefined) throw new InvalidQuery([notExpected(unknown)]);
  });
  refuseOtherMethods(fastify);
  let document: OpenAPIObject | undefined;
  fastify.get('/openapi.json', () => {
    document ??= openApiDocument(application);
    return document;
  });
  application.enableShutdownHooks();
  return application;
}

function adapter(log: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: log,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_ID_LENGTH },
    // What Fastify itself refuses, such as a URL that is no URL, is a problem like any other.
    frameworkErrors: sendProblem,
    genReqId: requestId,
  });
}

/** A parameter that validation would not see: assigned to an object, it is no property of its own. */
function unknownParameter(query: unknown): string | undefined {
  return Object.keys(query as object).find((name) => name in Object.prototype);
}

function notExpected(field: string) {
  return { field, message: `property ${field} should not exist` };
}

/** The caller's own id where it is harmless to repeat and to log, otherwise a new one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

function fieldErrors({ property, constraints }: ValidationError) {
  return Object.values(constraints ?? {}).map((message) => ({ field: property, message }));
}
