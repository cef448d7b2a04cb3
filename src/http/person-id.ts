import { ApiParam } from '@nestjs/swagger';

/** The person of a route. */
export const ApiPersonId = () =>
  ApiParam({ name: 'id', description: 'CIK, or name.<slug> of a printed name', example: '0001494730' });
