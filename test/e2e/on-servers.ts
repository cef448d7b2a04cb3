/** The specs of this project keep their ledgers on servers (ledger-stores.ts). */
process.env.LEDGERS_OF_TESTS = 'servers';
