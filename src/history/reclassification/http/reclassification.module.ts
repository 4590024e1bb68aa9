import { Module, type DynamicModule } from '@nestjs/common';
import { Reclassifications } from '../index.js';
import { ReclassificationsController } from './reclassifications.controller.js';
import type { RulesetQueries } from '../../rulesets/index.js';
import { RULESETS, RulesetsController } from '../../rulesets/http/index.js';

export interface ReclassificationParts {
  readonly rulesets: RulesetQueries;
  readonly reclassifications: Reclassifications;
}

@Module({})
export class ReclassificationModule {
  static forRoot({ rulesets, reclassifications }: ReclassificationParts): DynamicModule {
    return {
      module: ReclassificationModule,
      controllers: [RulesetsController, ReclassificationsController],
      providers: [
        { provide: RULESETS, useValue: rulesets },
        { provide: Reclassifications, useValue: reclassifications },
      ],
    };
  }
}
