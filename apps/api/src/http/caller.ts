import { scopesAllow, type Access, type Scope } from '@satsuma/contracts';
import type { SessionRow } from '@satsuma/database';

export interface CallerFacts {
  readonly workspaceId: number;
  /** Such as `account:3`, `key:12` or `instance`. */
  readonly actor: string;
  readonly scopes: readonly Scope[];
  /** The zone of the workspace. */
  readonly timeZone: string;
  /** Whether the workspace takes no unknown names. */
  readonly strict: boolean;
  /** Only of a member signed in with the browser. */
  readonly session?: SessionRow & { readonly token: string };
}

/** Who makes a request, in which workspace. */
export class Caller implements Omit<CallerFacts, 'session'> {
  readonly workspaceId: number;
  readonly actor: string;
  readonly scopes: readonly Scope[];
  readonly timeZone: string;
  readonly strict: boolean;
  readonly session: (SessionRow & { readonly token: string }) | null;

  constructor({ workspaceId, actor, scopes, timeZone, strict, session }: CallerFacts) {
    this.workspaceId = workspaceId;
    this.actor = actor;
    this.scopes = scopes;
    this.timeZone = timeZone;
    this.strict = strict;
    this.session = session ?? null;
  }

  /** True when the caller may do what the scope guards. */
  allows(scope: Scope): boolean {
    return scopesAllow(this.scopes, scope);
  }

  mayCall(access: Access): boolean {
    switch (access) {
      case 'public':
      case 'signed_in':
        return true;
      case 'session':
        return this.session !== null;
      case 'instance':
        return this.actor === 'instance';
      default:
        return this.allows(access);
    }
  }
}
