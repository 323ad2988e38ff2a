import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { Admission } from './admission.ts';
import { Authentication } from './authentication.ts';
import { ContractCheck } from './contract-check.ts';
import { EndpointCoverage } from './endpoint-coverage.ts';
import { EndpointGuard } from './endpoint.guard.ts';
import { EndpointInterceptor } from './endpoint.interceptor.ts';
import { Idempotency } from './idempotency.ts';
import { ProblemFilter } from './problem.filter.ts';
import { CHECK_REPLIES, ReplyCheck } from './reply-check.ts';
import { Subjects } from './subjects.ts';
import { Traffic } from './traffic.ts';

/** Everything between the socket and a controller. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Admission,
    Authentication,
    ContractCheck,
    EndpointCoverage,
    Idempotency,
    MetadataScanner,
    ReplyCheck,
    Subjects,
    Traffic,
    { provide: APP_GUARD, useClass: EndpointGuard },
    { provide: APP_INTERCEPTOR, useClass: EndpointInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {
  static with(checkReplies: boolean): DynamicModule {
    return { module: HttpModule, providers: [{ provide: CHECK_REPLIES, useValue: checkReplies }] };
  }
}
