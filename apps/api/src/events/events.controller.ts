import { Controller } from '@nestjs/common';
import { trackEvents } from '@satsuma/contracts';
import { CallerOf, Handles, Input, type Caller, type InputOf } from '../http/index.ts';
import { EventsService } from './events.service.ts';

@Controller()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Handles(trackEvents)
  track(@Input() { body }: InputOf<typeof trackEvents>, @CallerOf() caller: Caller) {
    return this.events.track(caller, body);
  }
}
