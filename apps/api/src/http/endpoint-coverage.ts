import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ENDPOINTS, type Endpoint } from '@satsuma/contracts';
import { ENDPOINT } from './handles.ts';

/** Holds the controllers against the contract at the start of the process. */
@Injectable()
export class EndpointCoverage {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Throws when an endpoint has no handler or two, or a handler an endpoint that is not in the contract. */
  require(): void {
    const handlers = this.handlers();
    const faults = ENDPOINTS.flatMap((endpoint) => {
      const names = handlers.filter((handler) => handler.endpoint === endpoint).map(({ name }) => name);
      if (names.length === 1) return [];
      return [
        `${endpoint.id} has ${names.length === 0 ? 'no handler' : `the handlers ${names.join(' and ')}`}`,
      ];
    });
    const strays = handlers.filter(({ endpoint }) => !ENDPOINTS.includes(endpoint));
    for (const { name, endpoint } of strays)
      faults.push(`${name} handles ${endpoint.id}, which ENDPOINTS lacks`);
    if (faults.length > 0) throw new Error(`The API does not fit its contract: ${faults.join('; ')}.`);
  }

  private handlers(): { readonly name: string; readonly endpoint: Endpoint }[] {
    return this.discovery.getControllers().flatMap(({ instance, name }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        const endpoint =
          handler === undefined ? undefined : this.reflector.get<Endpoint | undefined>(ENDPOINT, handler);
        return endpoint === undefined ? [] : [{ name: `${name}.${method}`, endpoint }];
      });
    });
  }
}
