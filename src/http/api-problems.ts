import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { PROBLEM_TYPE, Problem } from './problem';

/** Describes the errors of a route: these, and the 500 that every route may have. */
export function ApiProblems(...statuses: readonly number[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(Problem),
    ...[...statuses, 500].map((status) =>
      ApiResponse({
        status,
        description: STATUS_CODES[status]!,
        content: { [PROBLEM_TYPE]: { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
}
