import 'reflect-metadata';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LiveProjector } from '../read-model/live-projector';
import { ProjectionFailed } from '../read-model/projection-pass';
import type { Environment } from '../services/environment';
import { LedgerModule } from '../services/ledger.module';
import { createLog, PinoLogger } from '../services/pino-logger';
import { RecordsModule } from '../services/records.module';
import type { Output } from './output';

/** Runs a command on the ledger in the environment's folder, and closes the ledger whatever comes. */
export function withLedger<Result>(
  environment: Environment,
  options: { readonly mustExist: boolean },
  use: (ledger: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  return within(LedgerModule.open(environment, options), environment, use);
}

/** The same on what was recorded: rows that cannot be opened do not matter. */
export function withRecords<Result>(
  environment: Environment,
  options: { readonly mustExist: boolean },
  use: (records: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  return within(RecordsModule.open(environment, options), environment, use);
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

async function within<Result>(
  module: DynamicModule,
  { LOG_LEVEL }: Environment,
  use: (context: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const context = await NestFactory.createApplicationContext(module, {
    logger: new PinoLogger(createLog(LOG_LEVEL)),
    abortOnError: false,
  });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}
