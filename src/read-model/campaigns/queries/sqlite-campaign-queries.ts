import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../../engine/index.js';
import { breakDown } from './campaign-breakdown.js';
import { campaignFindings } from './campaign-findings.js';
import type { CampaignQueries, CampaignView } from '../campaign-views.js';
import { campaignVolume } from './campaign-volume.js';

/** Bounces that come later than this after the last send are counted apart: the campaign had settled before them. */
const SETTLING_MS = 7 * 86_400_000;

const FIND = 'SELECT sequence, campaign_id, purpose, name FROM campaigns WHERE campaign_id = ?';
const LIST =
  'SELECT sequence, campaign_id, purpose, name FROM campaigns WHERE sequence < ? ORDER BY sequence DESC LIMIT ?';

interface CampaignRow {
  readonly sequence: number;
  readonly campaign_id: string;
  readonly purpose: CampaignView['purpose'];
  readonly name: string | null;
}

/** The campaigns of the read model, each with how it fares. */
export class SqliteCampaignQueries implements CampaignQueries {
  constructor(private readonly source: ReadModelSource) {}

  find(campaignId: string, now: Date): (CampaignView & AtPosition) | null {
    const { database, position } = this.source;
    const row = database.get<CampaignRow>(FIND, campaignId);
    return row === undefined ? null : { ...toView(database, row, now), position };
  }

  /** The last registered first. @throws InvalidCursorError */
  list(page: PageRequest, now: Date): Page<CampaignView> {
    const { database, position } = this.source;
    const before = decodeCursor(page) ?? Number.MAX_SAFE_INTEGER;
    const rows = database.all<CampaignRow>(LIST, before, page.limit + 1);
    return toPage(rows, page, position, (row) => toView(database, row, now));
  }
}

function toView(database: ReadModelDatabase, { campaign_id: id, name, purpose }: CampaignRow, now: Date): CampaignView {
  const volume = campaignVolume(database, id);
  const settlesAt =
    volume.lastSentAt === null ? null : new Date(Date.parse(volume.lastSentAt) + SETTLING_MS).toISOString();
  const { outcomes, ...apart } = campaignFindings(database, id, volume.hasRegisteredSends, settlesAt);
  return {
    id,
    name,
    purpose,
    sends: volume.sends,
    settled: settlesAt !== null && Date.parse(settlesAt) <= now.getTime(),
    settlesAt,
    ...breakDown(outcomes, volume),
    ...apart,
  };
}
