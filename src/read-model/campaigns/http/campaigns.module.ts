import { Module, type DynamicModule } from '@nestjs/common';
import type { Ledger } from '../../../ledger/index.js';
import { PAST_STATES, type PastStates } from '../../engine/index.js';
import { CampaignCommands, type CampaignQueries, SendsCommands } from '../index.js';
import { CAMPAIGN_QUERIES, CampaignsController } from './campaigns.controller.js';
import { SendsController } from './sends.controller.js';
import { SendsRequests } from './sends-requests.js';

export interface CampaignsParts {
  readonly ledger: Ledger;
  readonly campaigns: CampaignQueries;
  readonly pastStates: PastStates;
}

@Module({})
export class CampaignsModule {
  static forRoot({ ledger, campaigns, pastStates }: CampaignsParts): DynamicModule {
    return {
      module: CampaignsModule,
      controllers: [CampaignsController, SendsController],
      providers: [
        { provide: CAMPAIGN_QUERIES, useValue: campaigns },
        { provide: PAST_STATES, useValue: pastStates },
        { provide: CampaignCommands, useValue: new CampaignCommands(ledger) },
        { provide: SendsRequests, useValue: new SendsRequests(new SendsCommands(ledger), ledger.keys) },
      ],
    };
  }
}
