import { STATUS_CODES } from 'node:http';
import {
  type ArgumentsHost,
  BadRequestException,
  Catch,
  type ExceptionFilter,
  HttpException,
} from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AmbiguousPerson, InvalidQuestion, NotFound } from '../services/answer';

export const PROBLEM_TYPE = 'application/problem+json';

/** One part of a request that is wrong. */
export class FieldError {
  @ApiProperty({ example: 'asOf' })
  readonly field!: string;

  @ApiProperty({ example: 'asOf must be a calendar date such as 2008-06-17' })
  readonly message!: string;
}

/** An error as RFC 9457 tells it. */
export class Problem {
  @ApiProperty({ example: 'about:blank' })
  readonly type!: string;

  @ApiProperty({ example: 'Not Found' })
  readonly title!: string;

  @ApiProperty({ example: 404 })
  readonly status!: number;

  @ApiProperty({ example: 'no reporting person has the id "0000000001"' })
  readonly detail!: string;

  @ApiProperty({ description: 'Path and query of the request', example: '/v1/people/0000000001' })
  readonly instance!: string;

  @ApiPropertyOptional({ type: [FieldError], description: 'What is wrong with which part of the request' })
  readonly errors?: readonly FieldError[];
}

/** Every error of every route leaves through here, as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers with the error; one that is nobody's fault but ours is logged and not told. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, detail, errors } = described(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: status >= 500 ? `something went wrong here; the log tells more under ${request.id}` : detail,
    instance: request.url,
    ...(errors && { errors }),
  };
  void reply.status(status).header('content-type', PROBLEM_TYPE).send(problem);
}

interface Described {
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/** The one table of errors and their status. */
function described(error: unknown): Described {
  if (error instanceof NotFound) return { status: 404, detail: error.message };
  if (error instanceof AmbiguousPerson) return { status: 409, detail: error.message };
  if (error instanceof InvalidQuestion) {
    const { field, message } = error;
    return { status: 400, detail: message, errors: [{ field, message }] };
  }
  if (error instanceof InvalidQuery) return { status: 400, detail: error.message, errors: error.errors };
  if (error instanceof HttpException) return { status: error.getStatus(), detail: error.message };
  const { statusCode, message } = error as { statusCode?: unknown; message?: unknown };
  const known = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return { status: known ? statusCode : 500, detail: String(message) };
}

/** Parameters that do not pass validation, each with its reason. */
export class InvalidQuery extends BadRequestException {
  constructor(readonly errors: readonly FieldError[]) {
    super(errors.map(({ message }) => message).join('; '));
  }
}
