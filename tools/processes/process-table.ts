import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The command line of a running process; null when there is none (any more). */
export function commandOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (existsSync('/proc/self/cmdline')) {
    try {
      // A process that has ended and waits for its parent has an empty one.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
    } catch {
      return null;
    }
  }
  try {
    return (
      execFileSync('ps', ['-p', String(pid), '-o', 'command='], { stdio: 'pipe' })
        .toString()
        .trim() || null
    );
  } catch {
    return null;
  }
}
