import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LiveProjector } from '../read-model/live-projector';
import { ProjectionFailed } from '../read-model/projection-pass';
import type { Environment } from '../services/environment';
import { LedgerModule } from '../services/ledger.module';
import { createLog, PinoLogger } from '../services/pino-logger';
import type { Output } from './output';

/** Runs a command on the ledger in the environment's folder, and closes the ledger whatever comes. */
export async function withLedger<Result>(
  environment: Environment,
  options: { readonly mustExist: boolean },
  use: (ledger: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const context = await NestFactory.createApplicationContext(LedgerModule.open(environment, options), {
    logger: new PinoLogger(createLog(environment.LOG_LEVEL)),
    abortOnError: false,
  });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** The same for a question: the ledger must be there, and its rows are brought up to date first. */
export function ask<Answer>(
  environment: Environment,
  output: Output,
  question: (ledger: INestApplicationContext) => Promise<Answer>,
): Promise<Answer> {
  return withLedger(environment, { mustExist: true }, async (ledger) => {
    try {
      const { restarted } = await ledger.get(LiveProjector).catchUp();
      if (restarted !== undefined) output.note(`holdings: ${restarted}`);
    } catch (error) {
      if (!(error instanceof ProjectionFailed)) throw error;
      output.note(`holdings: the answer may be out of date: ${error.message}`);
    }
    return question(ledger);
  });
}
