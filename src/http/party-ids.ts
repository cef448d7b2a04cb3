import { ApiParam } from '@nestjs/swagger';

/** The person of a route. */
export const ApiPersonId = () =>
  ApiParam({ name: 'id', description: 'CIK, or name.<slug> of a printed name', example: '0001494730' });

/** The issuer of a route. */
export const ApiIssuerId = () =>
  ApiParam({ name: 'id', description: 'CIK of the issuer', example: '0000855654' });
