import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventsPage } from '../../scripts/events-doc';

it('docs/events.md says what the code says (npm run docs:events)', () => {
  const page = readFileSync(path.resolve(__dirname, '../../docs/events.md'), 'utf8');
  expect(page).toBe(eventsPage());
});
