/** Tells people what is going on. */
export type Say = (line: string) => void;

export const say: Say = (line) => void process.stdout.write(`${line}\n`);

/** Says how far a long piece of work is, at every tenth and never more than once a second. */
export function sayProgress(say: Say, what: string): (done: number, total: number) => void {
  let next = 0;
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (done / total < next || now - last < 1000) return;
    next = Math.floor((10 * done) / total) / 10 + 0.1;
    last = now;
    say(`  ${what} ${Math.floor((100 * done) / total)} %`);
  };
}
