import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The house: data flows source → filing → events → rows → answer, and imports run the other way round only.
 * A folder may import itself and what stands below it here.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'core/values': [],
  'core/filing': ['core/values', 'core'],
  'core/ledger': ['core/vesting', 'core/filing', 'core/values', 'core'],
  'core/vesting': ['core/values', 'core'],
  'core/rules': ['core/vesting', 'core/ledger', 'core/filing', 'core/values', 'core'],
  core: [],
  'event-store': ['core'],
  'read-model': ['event-store', 'core'],
  services: ['read-model', 'event-store', 'core'],
  http: ['services', 'read-model', 'event-store', 'core'],
  cli: ['services', 'read-model', 'event-store', 'core', 'http'],
};
/** What pure code must not reach for: the file system, the clock's environment, frameworks, databases. */
const FORBIDDEN_IN_CORE =
  /^(node:(?!crypto$).*|fs|path|os|child_process|@nestjs\/.*|typeorm|better-sqlite3|pg|@eventstore\/.*|commander|pino|rxjs)$/;
const CLOCK_OR_CHANCE = /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|\bprocess\.|randomUUID/;

const root = path.resolve(__dirname, '../../src');

describe('the house', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

  it('has files in every room that the design names', () => {
    for (const room of Object.keys(MAY_IMPORT)) {
      expect(files.filter((file) => file.name.startsWith(room))).not.toHaveLength(0);
    }
  });

  it('imports run http, cli → services → read-model → event-store → core, never back', () => {
    const wrong = files.flatMap(({ name, text }) =>
      importsOf(text)
        .filter((from) => from.startsWith('.'))
        .map((from) => path.relative(root, path.resolve(root, path.dirname(name), from)))
        .filter((target) => !isAllowed(name, target))
        .map((target) => `${name} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('core is pure: no file system, no framework, no clock, no randomness', () => {
    const core = files.filter((file) => file.name.startsWith('core/'));
    const wrong = core.flatMap(({ name, text }) => [
      ...importsOf(text)
        .filter((from) => FORBIDDEN_IN_CORE.test(from))
        .map((from) => `${name} imports ${from}`),
      ...(CLOCK_OR_CHANCE.test(withoutComments(text))
        ? [`${name} reads the clock, chance or the process`]
        : []),
    ]);
    expect(wrong).toEqual([]);
  });
});

function isAllowed(name: string, target: string): boolean {
  // Migrations stand at the top, by convention of TypeORM; the read model runs them.
  if (target.startsWith('..')) return name.startsWith('read-model/') && target.startsWith('../migrations/');
  const room = roomOf(name);
  const other = roomOf(`${target}.ts`);
  if (room === undefined) return true; // a composition root directly under src
  return (
    other === room ||
    MAY_IMPORT[room]!.some((allowed) => other === allowed || other?.startsWith(`${allowed}/`))
  );
}

function roomOf(name: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((room) => name.startsWith(`${room}/`));
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import|require\(|import\()\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1]!,
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
