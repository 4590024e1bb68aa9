import { Module, type DynamicModule } from '@nestjs/common';
import type { Ledger } from '../ledger/index.js';
import { CampaignCommands } from './campaign-commands.js';
import { CampaignsController } from './campaigns.controller.js';
import { SendsCommands } from './sends-commands.js';
import { SendsController } from './sends.controller.js';
import { SendsRequests } from './sends-requests.js';

export interface CampaignsParts {
  readonly ledger: Ledger;
}

@Module({})
export class CampaignsModule {
  static forRoot({ ledger }: CampaignsParts): DynamicModule {
    return {
      module: CampaignsModule,
      controllers: [CampaignsController, SendsController],
      providers: [
        { provide: CampaignCommands, useValue: new CampaignCommands(ledger) },
        { provide: SendsRequests, useValue: new SendsRequests(new SendsCommands(ledger), ledger.keys) },
      ],
    };
  }
}
