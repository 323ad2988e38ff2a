import { Controller } from '@nestjs/common';
import {
  createAttribute,
  deleteAttribute,
  listAttributeValues,
  listAttributes,
  readAttribute,
  updateAttribute,
} from '@satsuma/contracts';
import { CallerOf, Handles, Input, type Caller, type InputOf } from '../http/index.ts';
import { CatalogService } from './catalog.service.ts';

@Controller()
export class AttributesController {
  constructor(private readonly catalog: CatalogService) {}

  @Handles(listAttributes)
  list(@Input() { query }: InputOf<typeof listAttributes>, @CallerOf() caller: Caller) {
    return this.catalog.listAttributes(caller, query);
  }

  @Handles(createAttribute)
  create(@Input() { body }: InputOf<typeof createAttribute>, @CallerOf() caller: Caller) {
    return this.catalog.createAttribute(caller, body);
  }

  @Handles(readAttribute)
  read(@Input() { params }: InputOf<typeof readAttribute>, @CallerOf() caller: Caller) {
    return this.catalog.readAttribute(caller, params.name);
  }

  @Handles(updateAttribute)
  update(@Input() { params, body }: InputOf<typeof updateAttribute>, @CallerOf() caller: Caller) {
    return this.catalog.updateAttribute(caller, params.name, body);
  }

  @Handles(deleteAttribute)
  delete(@Input() { params }: InputOf<typeof deleteAttribute>, @CallerOf() caller: Caller) {
    return this.catalog.deleteAttribute(caller, params.name);
  }

  @Handles(listAttributeValues)
  values(@Input() { params, query }: InputOf<typeof listAttributeValues>, @CallerOf() caller: Caller) {
    return this.catalog.attributeValues(caller, params.name, query);
  }
}
