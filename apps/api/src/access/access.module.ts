import { Module } from '@nestjs/common';
import { ApiKeySubject } from './api-key.subject.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { HouseKeeping } from './house-keeping.service.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';

/** Sign-in to the web app, and keys for programs. */
@Module({
  controllers: [SessionController, ApiKeysController],
  providers: [SessionService, ApiKeySubject, HouseKeeping],
})
export class AccessModule {}
