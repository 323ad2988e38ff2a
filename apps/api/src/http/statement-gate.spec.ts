import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StatementGate } from './statement-gate.ts';

const never = new AbortController().signal;

describe('L10: the gate', () => {
  it('lets so many through at a time, in the order they came', async () => {
    const gate = new StatementGate(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (index: number) =>
      gate.pass(never, async () => {
        inside += 1;
        most = Math.max(most, inside);
        order.push(index);
        await pause(5);
        inside -= 1;
      });
    await Promise.all([0, 1, 2, 3, 4, 5, 6].map(work));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('gives up the place of who went away or failed', async () => {
    const gate = new StatementGate(1);
    const leaving = new AbortController();
    const first = gate.pass(never, () => pause(20)).catch(() => undefined);
    const second = gate.pass(leaving.signal, async () => 'second');
    const third = gate.pass(never, () => Promise.reject(new Error('failed')));
    const fourth = gate.pass(never, async () => 'fourth');
    leaving.abort(new Error('went away'));
    await expect(second).rejects.toThrow('went away');
    await expect(third).rejects.toThrow('failed');
    expect(await fourth).toBe('fourth');
    await first;
    expect(await gate.pass(never, async () => 'fifth')).toBe('fifth');
    await expect(gate.pass(leaving.signal, async () => 'sixth')).rejects.toThrow('went away');
  });
});
