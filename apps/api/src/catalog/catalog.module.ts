import { Module } from '@nestjs/common';
import { AttributesController } from './attributes.controller.ts';
import { CatalogService } from './catalog.service.ts';
import { AttributeSubject, EventDefinitionSubject, PropertySubject } from './catalog.subjects.ts';
import { EventDefinitionsController } from './event-definitions.controller.ts';

@Module({
  controllers: [AttributesController, EventDefinitionsController],
  providers: [CatalogService, AttributeSubject, EventDefinitionSubject, PropertySubject],
})
export class CatalogModule {}
