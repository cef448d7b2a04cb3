import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Readiness, ReadinessService } from '../services/readiness.service';
import { ApiProblems } from './api-problems';
import { LiveSchema, ReadinessSchema } from './health-answers';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readinessService: ReadinessService) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getLiveness', summary: 'The process answers' })
  @ApiOkResponse({ type: LiveSchema })
  @ApiProblems()
  live(): LiveSchema {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getReadiness', summary: 'The stores answer and the rows are up to date' })
  @ApiOkResponse({ type: ReadinessSchema })
  @ApiResponse({ status: 503, type: ReadinessSchema, description: 'Not ready; `reasons` says why' })
  @ApiProblems()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readinessService.readiness();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }
}
