import { Injectable } from '@nestjs/common';
import { Subject, type Caller, type PathSubject } from '../http/index.ts';
import { CatalogService } from './catalog.service.ts';

type Params = Readonly<Record<string, string>>;

@Injectable()
@Subject('/v1/attributes/{name}')
export class AttributeSubject implements PathSubject {
  constructor(private readonly catalog: CatalogService) {}

  exists(caller: Caller, { name = '' }: Params): Promise<boolean> {
    return this.catalog.hasAttribute(caller, name);
  }
}

@Injectable()
@Subject('/v1/events/definitions/{name}')
export class EventDefinitionSubject implements PathSubject {
  constructor(private readonly catalog: CatalogService) {}

  exists(caller: Caller, { name = '' }: Params): Promise<boolean> {
    return this.catalog.hasEvent(caller, name);
  }
}

@Injectable()
@Subject('/v1/events/definitions/{name}/properties/{property}')
export class PropertySubject implements PathSubject {
  constructor(private readonly catalog: CatalogService) {}

  exists(caller: Caller, { name = '', property = '' }: Params): Promise<boolean> {
    return this.catalog.hasEvent(caller, name, property);
  }
}
