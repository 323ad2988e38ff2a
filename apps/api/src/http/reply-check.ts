import { Inject, Injectable } from '@nestjs/common';
import type { Endpoint } from '@satsuma/contracts';
import type { Answer } from './answer.ts';

/** Whether replies are held against the contract: yes in tests, no where it would cost every request. */
export const CHECK_REPLIES = Symbol('CheckReplies');

/** Keeps the documentation true: a reply that is not as the contract says is a fault of ours. */
@Injectable()
export class ReplyCheck {
  constructor(@Inject(CHECK_REPLIES) private readonly wanted: boolean) {}

  require(endpoint: Endpoint, { payload, status }: Answer): void {
    if (!this.wanted || typeof payload !== 'string') return;
    const statuses = [endpoint.status, ...(endpoint.otherStatuses ?? [])];
    if (!statuses.includes(status)) {
      throw new Error(`${endpoint.id} answered ${status}, which its contract does not have.`);
    }
    const parsed = endpoint.reply?.safeParse(JSON.parse(payload));
    if (parsed?.success === false) {
      throw new Error(`${endpoint.id} answered what its contract does not have: ${parsed.error.message}`);
    }
  }
}
