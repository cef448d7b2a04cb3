import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, variablesFor } from './holdings-command';

jest.setTimeout(60_000);

it('the demo shows the main job: three filings of one director, from the forms to the holdings', async () => {
  const script = join(__dirname, '../../scripts/demo.js');
  const { code, out, err } = await ended(
    spawn(process.execPath, [script], {
      env: variablesFor(join(tmpdir(), 'demo')),
      stdio: ['pipe', 'pipe', 'pipe'],
    }),
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('3 documents: 3 filings recorded');
  const [, , before, now, history] = out.split(/\n\$ holdings .*\n/);
  expect(before).toMatch(/\nCommon Stock +direct +35,000 +2008-06-16\n/);
  expect(before).toMatch(
    /\n +└ Form 4 signed 2008-06-18, Table I row 1, carter-2008-06-18\.txt line \d+; implied, not filed\n/,
  );
  expect(now).toMatch(
    /\nCommon Stock +direct +85,000 +2008-06-17\n +└ Form 4 signed 2008-06-18, Table I row 1, /,
  );
  expect(now).toMatch(
    /\nNon-Qualified Stock Option +\$1\.375 +1999-07-29 +2008-07-29 +Common Stock +direct +0 +2008-06-17\n/,
  );
  expect(now).toMatch(
    /\nDeferred Share Unit .* 6,230\.5295 +2006-07-03\n +└ Form 4 signed 2006-07-05, Table II row 1 /,
  );
  expect(now).toMatch(
    /\nDeferred Share Unit .* 8,000 +2008-11-12\n +└ Form 4 signed 2008-11-14, Table II row 1 /,
  );
  expect(now).toContain('issuer inferred');
  expect(history).toMatch(/2008-06-17 +M +exercise +-50,000 +\$1\.375 +0 +0 +recomputed\n/);
});
