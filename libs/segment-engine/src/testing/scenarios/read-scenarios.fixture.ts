import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readScenario, type Scene } from './scenario.ts';
import type { Json } from './definition.ts';

export interface Scenarios {
  readonly scenes: readonly Scene[];
  /** Ids of scenarios that cannot be played, by the reason. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}

/** Outcomes that other segment engines promise, kept beside the project; null where they are not. */
export function readScenarios(): Scenarios | null {
  const file = new URL('../../../../../../shared/data/scenarios/peers.json', import.meta.url);
  if (!existsSync(file)) return null;
  const leftOut = new Map<string, string[]>();
  const scenes = (JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as Json[]).flatMap((json) => {
    const scenario = readScenario(json);
    if ('scenes' in scenario) return scenario.scenes;
    leftOut.set(scenario.leftOut, [...(leftOut.get(scenario.leftOut) ?? []), scenario.id]);
    return [];
  });
  return { scenes, leftOut };
}
