import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API described as OpenAPI 3. Takes a while: build it when it is asked for. */
export function openApiDocument(application: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Holdings Ledger')
    .setDescription(
      'What reporting persons under Section 16 held, rebuilt from Forms 3, 4 and 5, each figure with the ' +
        'filing and line it came from. Read-only. Quantities are exact decimals in strings; dates are ISO dates.',
    )
    .setVersion('1')
    .build();
  return SwaggerModule.createDocument(application, config);
}
