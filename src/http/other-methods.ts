import { MethodNotAllowedException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { sendProblem } from './problem';

const ALLOWED = 'GET, HEAD';
const OTHERS: HTTPMethods[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Has every path that is registered from now on answer methods other than GET and HEAD with 405 and what is allowed. */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', ({ method, url }) => {
    if (method !== 'GET') return;
    // Before a body is read.
    fastify.route({ method: OTHERS, url, onRequest: refuse, handler: refuse });
  });
}

async function refuse(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const error = new MethodNotAllowedException(`${request.method} is not allowed here; the API is read-only`);
  sendProblem(error, request, reply.header('allow', ALLOWED));
  return reply;
}
