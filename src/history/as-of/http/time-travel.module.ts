import { Module, type DynamicModule } from '@nestjs/common';
import type { Ledger } from '../../../ledger/index.js';
import { PastModels } from '../index.js';
import { STATE_KEYS, StateController } from './state.controller.js';

export interface TimeTravelParts {
  readonly ledger: Ledger;
  readonly pastStates: PastModels;
}

@Module({})
export class TimeTravelModule {
  static forRoot({ ledger, pastStates }: TimeTravelParts): DynamicModule {
    return {
      module: TimeTravelModule,
      controllers: [StateController],
      providers: [
        { provide: PastModels, useValue: pastStates },
        { provide: STATE_KEYS, useValue: ledger.keys },
      ],
    };
  }
}
