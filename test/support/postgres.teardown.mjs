import { rmSync } from 'node:fs';

export default async function stopPostgres() {
  const running = globalThis.postgresOfTests;
  if (!running) return;
  globalThis.postgresOfTests = undefined;
  delete process.env.POSTGRES_OF_TESTS;
  await running.server.stop();
  rmSync(running.folder, { recursive: true, force: true });
}
