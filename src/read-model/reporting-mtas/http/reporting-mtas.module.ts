import { Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../../http/index.js';
import { registerReportingMtaMetrics } from './reporting-mta-metrics.js';
import type { ReportingMtaQueries } from '../index.js';
import { REPORTING_MTA_QUERIES, ReportingMtasController } from './reporting-mtas.controller.js';

export interface ReportingMtasParts {
  readonly reportingMtas: ReportingMtaQueries;
}

@Module({})
export class ReportingMtasModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    @Inject(REPORTING_MTA_QUERIES) private readonly reportingMtas: ReportingMtaQueries,
  ) {}

  static forRoot({ reportingMtas }: ReportingMtasParts): DynamicModule {
    return {
      module: ReportingMtasModule,
      controllers: [ReportingMtasController],
      providers: [{ provide: REPORTING_MTA_QUERIES, useValue: reportingMtas }],
    };
  }

  onModuleInit(): void {
    registerReportingMtaMetrics(this.metrics.registry, this.reportingMtas);
  }
}
