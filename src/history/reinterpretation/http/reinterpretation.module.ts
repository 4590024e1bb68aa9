import { Module, type DynamicModule } from '@nestjs/common';
import { Reinterpretations } from '../index.js';
import { ReinterpretationsController } from './reinterpretations.controller.js';

@Module({})
export class ReinterpretationModule {
  static forRoot(reinterpretations: Reinterpretations): DynamicModule {
    return {
      module: ReinterpretationModule,
      controllers: [ReinterpretationsController],
      providers: [{ provide: Reinterpretations, useValue: reinterpretations }],
    };
  }
}
