import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { answerOf, send, type Answer } from './answer.ts';
import { ContractCheck } from './contract-check.ts';
import { Idempotency } from './idempotency.ts';
import { stateOf } from './input.ts';
import { ReplyCheck } from './reply-check.ts';

/** The way of an admitted request: kept reply, contract, handler, reply. */
@Injectable()
export class EndpointInterceptor implements NestInterceptor {
  constructor(
    @Inject(ContractCheck) private readonly contract: ContractCheck,
    @Inject(Idempotency) private readonly idempotency: Idempotency,
    @Inject(ReplyCheck) private readonly replies: ReplyCheck,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return from(this.run(context, next));
  }

  private async run(context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const state = stateOf(context);
    const work = async (): Promise<Answer> => {
      state.input = await this.contract.inputOf(request, state, goneSignal(reply));
      const answer = answerOf(
        state.endpoint,
        await lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
      this.replies.require(state.endpoint, answer);
      return answer;
    };
    return send(reply, await this.idempotency.once(request, state, work));
  }
}

/** Fires when the connection closes before the reply is complete. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
