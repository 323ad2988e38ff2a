import { Global, Inject, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.ts';

const CONFIG = Symbol('Config');

export const InjectConfig = (): ParameterDecorator => Inject(CONFIG);

@Global()
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
