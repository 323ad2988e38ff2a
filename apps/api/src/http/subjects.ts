import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ENDPOINTS, type Endpoint } from '@satsuma/contracts';
import type { Caller } from './caller.ts';

/** Knows whether what a path names exists in the caller's workspace. */
export interface PathSubject {
  exists(caller: Caller, params: Readonly<Record<string, string>>): Promise<boolean>;
}

/**
 * Marks a provider as the one that knows what lies at a path up to its parameter, such as `/v1/segments/{id}`. It is asked
 * when a body is refused: an id of nothing is said before what is wrong with the body.
 */
export const Subject = DiscoveryService.createDecorator<string>();

/** All subjects of the application, by path. */
@Injectable()
export class Subjects {
  private readonly byPath = new Map<string, PathSubject>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** Finds the subjects. Throws when a path with a parameter has none or two, or one stands for no path. */
  collect(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: Subject.KEY })) {
      const path = this.discovery.getMetadataByDecorator(Subject, wrapper);
      if (path === undefined) continue;
      if (this.byPath.has(path)) throw new Error(`Two subjects stand for ${path}.`);
      this.byPath.set(path, wrapper.instance as PathSubject);
    }
    const needed = new Set(ENDPOINTS.flatMap(({ path }) => prefixesOf(path)));
    const missing = [...needed].filter((path) => !this.byPath.has(path));
    if (missing.length > 0) throw new Error(`No subject stands for ${missing.join(', ')}.`);
    const idle = [...this.byPath.keys()].filter((path) => !needed.has(path));
    if (idle.length > 0) throw new Error(`No endpoint has a path with ${idle.join(', ')}.`);
  }

  /** Whether everything that the path of the endpoint names exists. */
  async exist(
    endpoint: Endpoint,
    caller: Caller,
    params: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    for (const path of prefixesOf(endpoint.path)) {
      if ((await this.byPath.get(path)?.exists(caller, params)) !== true) return false;
    }
    return true;
  }
}

/** The path up to each of its parameters: `/v1/segments/{id}`, `/v1/segments/{id}/persons/{personId}`. */
export function prefixesOf(path: string): string[] {
  return [...path.matchAll(/\{\w+\}/g)].map((found) => path.slice(0, found.index + found[0].length));
}
