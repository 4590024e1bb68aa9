import { Module, type DynamicModule } from '@nestjs/common';
import { OPERATIONS, OperationsController } from './operations.controller.js';
import type { Operations } from '../index.js';

@Module({})
export class OperationsModule {
  static forRoot(operations: Operations): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsController],
      providers: [{ provide: OPERATIONS, useValue: operations }],
    };
  }
}
