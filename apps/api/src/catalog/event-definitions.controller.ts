import { Controller } from '@nestjs/common';
import {
  createEventDefinition,
  deleteEventDefinition,
  listEventDefinitions,
  listPropertyValues,
  readEventDefinition,
  updateEventDefinition,
} from '@satsuma/contracts';
import { CallerOf, Handles, Input, type Caller, type InputOf } from '../http/index.ts';
import { CatalogService } from './catalog.service.ts';

@Controller()
export class EventDefinitionsController {
  constructor(private readonly catalog: CatalogService) {}

  @Handles(listEventDefinitions)
  list(@Input() { query }: InputOf<typeof listEventDefinitions>, @CallerOf() caller: Caller) {
    return this.catalog.listEvents(caller, query);
  }

  @Handles(createEventDefinition)
  create(@Input() { body }: InputOf<typeof createEventDefinition>, @CallerOf() caller: Caller) {
    return this.catalog.createEvent(caller, body);
  }

  @Handles(readEventDefinition)
  read(@Input() { params }: InputOf<typeof readEventDefinition>, @CallerOf() caller: Caller) {
    return this.catalog.readEvent(caller, params.name);
  }

  @Handles(updateEventDefinition)
  update(@Input() { params, body }: InputOf<typeof updateEventDefinition>, @CallerOf() caller: Caller) {
    return this.catalog.updateEvent(caller, params.name, body);
  }

  @Handles(deleteEventDefinition)
  delete(@Input() { params }: InputOf<typeof deleteEventDefinition>, @CallerOf() caller: Caller) {
    return this.catalog.deleteEvent(caller, params.name);
  }

  @Handles(listPropertyValues)
  values(@Input() { params, query }: InputOf<typeof listPropertyValues>, @CallerOf() caller: Caller) {
    return this.catalog.propertyValues(caller, params.name, params.property, query);
  }
}
