import { Module } from '@nestjs/common';
import { ApiKeySubject } from './api-key.subject.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';

/** Sign-in to the web app, and keys for programs. */
@Module({
  controllers: [SessionController, ApiKeysController],
  providers: [SessionService, ApiKeySubject],
})
export class AccessModule {}
