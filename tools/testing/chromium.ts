import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian and others put it; `SATSUMA_CHROMIUM` names another one. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['SATSUMA_CHROMIUM'];
  return [...(named === undefined ? [] : [named]), ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** The browser, installed from Debian's packages if need be and possible; otherwise why there is none. */
export function ensureChromium(): { readonly path: string } | { readonly missing: string } {
  const found = findChromium();
  if (found !== null) return { path: found };
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return {
      missing: 'Chromium is not installed, and only root on Debian or Ubuntu can install it from here',
    };
  process.stdout.write('Installing Chromium …\n');
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', ['-q', '-y', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const done = apt('update') && apt('install', '--no-install-recommends', 'chromium');
  const path = findChromium();
  if (done && path !== null) return { path };
  return { missing: 'Chromium could not be installed; the message of apt-get stands above' };
}
