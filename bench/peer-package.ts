import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where peers are fetched to: never a dependency, never shipped, whatever their licence. */
const FOLDER = path.resolve(__dirname, '../.bench');

/** A package to compare with, fetched by npm at its version; undefined, with the reason printed, where it cannot be had. */
export function peerPackage<Package>(name: string, version: string): Package | undefined {
  try {
    if (!existsSync(path.join(FOLDER, 'node_modules', name))) {
      const install = ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', `${name}@${version}`];
      execFileSync('npm', install, { stdio: 'ignore' });
    }
    return createRequire(path.join(FOLDER, 'package.json'))(name) as Package;
  } catch (error) {
    process.stdout.write(`${name} could not be had, so nothing is compared with it: ${String(error)}\n`);
    return undefined;
  }
}
