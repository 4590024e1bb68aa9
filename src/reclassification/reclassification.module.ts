import { Module, type DynamicModule } from '@nestjs/common';
import type { RulesetQueries } from './ruleset-views.js';
import { RULESETS, RulesetsController } from './rulesets.controller.js';

export interface ReclassificationParts {
  readonly rulesets: RulesetQueries;
}

@Module({})
export class ReclassificationModule {
  static forRoot({ rulesets }: ReclassificationParts): DynamicModule {
    return {
      module: ReclassificationModule,
      controllers: [RulesetsController],
      providers: [{ provide: RULESETS, useValue: rulesets }],
    };
  }
}
