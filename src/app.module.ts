import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { BouncesModule } from './bounces/index.js';
import { CampaignsModule } from './campaigns/index.js';
import type { Evidence } from './evidence/index.js';
import { HttpModule, type FollowedLog, type HttpSettings } from './http/index.js';
import type { Intake, Ledger } from './ledger/index.js';
import { RecipientsModule } from './recipients/index.js';

/** What the HTTP application is made of: opened, and closed, by its caller. */
export interface AppParts {
  readonly http: HttpSettings;
  readonly logger: Logger;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
  readonly readModel: FollowedLog;
}

/** Everything that is served over HTTP. */
@Module({})
export class AppModule {
  static forRoot({ logger, ledger, intake, evidence, readModel }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpModule.forRoot({ logger, followedLog: readModel }),
        RecipientsModule.forRoot({ ledger }),
        CampaignsModule.forRoot({ ledger }),
        BouncesModule.forRoot({ ledger, intake, evidence }),
      ],
    };
  }
}
