// Makes the ledger's user on a secured EventStoreDB, or sets its password, and lets it read the log of all streams, which
// otherwise only administrators may. Run as often as one likes; docker-compose.cluster.yml runs it at each start.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { ADMIN_PASSWORD, EVENTSTORE_HOST, USER_NAME, USER_PASSWORD_FILE, CA_FILE } = process.env;
const ADMIN = 'admin';
const base = `https://${EVENTSTORE_HOST}`;
const password = readFileSync(USER_PASSWORD_FILE, 'utf8').trim();

async function main() {
  await makeUser();
  await letReadAll();
  console.log(`user ${USER_NAME} may read and write on ${EVENTSTORE_HOST}`);
}

async function makeUser() {
  const made = await post('/users/', {
    loginName: USER_NAME,
    fullName: 'Holdings Ledger',
    groups: [],
    password,
  });
  if (made.ok) return;
  // It is there already.
  if (made.status !== 409) throw new Error(`the user was not made: ${made.status} ${await made.text()}`);
  const reset = await post(`/users/${USER_NAME}/command/reset-password`, { newPassword: password });
  if (!reset.ok) throw new Error(`the password was not set: ${reset.status} ${await reset.text()}`);
}

function post(path, body) {
  const authorization = `Basic ${Buffer.from(`${ADMIN}:${ADMIN_PASSWORD}`).toString('base64')}`;
  return fetch(`${base}${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function letReadAll() {
  const root = process.env.APP_FOLDER ?? '/app';
  const { EventStoreDBClient } = require(join(root, 'node_modules/@eventstore/db-client'));
  const credentials = `${ADMIN}:${encodeURIComponent(ADMIN_PASSWORD)}`;
  const client = EventStoreDBClient.connectionString(
    `esdb+discover://${credentials}@${EVENTSTORE_HOST}?tlsCAFile=${CA_FILE}`,
  );
  await client.setStreamMetadata('$all', { acl: { readRoles: ['$admins', USER_NAME] } });
  await client.dispose();
}

main().catch((error) => {
  console.error(`eventstoredb-user: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`);
  process.exitCode = 1;
});
