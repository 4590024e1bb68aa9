import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../events/index.js';
import {
  findAddresses,
  readList,
  Spool,
  type Chunks,
  type List,
  type ListType,
  type Row,
} from '../../../lists/index.js';
import type { LookupPurpose, RecipientQueries } from '../recipient-views.js';
import { lookupHeader, lookupText, type LookupLine } from './lookup-text.js';

/** Rows that are looked up in one turn of the event loop. */
const ROWS_A_TURN = 200;
/** Characters of answers: each write has to be waited for. */
const WRITTEN_AT_ONCE = 131_072;

/** What the addresses of a list were found to be, on the disk. Whoever has it disposes of it. */
export interface LookedUpList extends AsyncDisposable {
  readonly type: ListType;
  readonly bytes: number;
  readonly text: () => AsyncIterable<Buffer>;
}

export interface LookupListsDependencies {
  readonly recipients: Pick<RecipientQueries, 'lookup'>;
  /**
   * Answers wait there until the list is read to its end: a client that sends its whole list first reads none before.
   */
  readonly dataDir: string;
  readonly clock: Clock;
}

/** Looks up lists of any length, in bounded memory. */
export class LookupLists {
  constructor(private readonly dependencies: LookupListsDependencies) {}

  /**
   * Looks up all of a list, and only then answers, so that a list which cannot be read to its end has no half of an
   * answer.
   * @param type of the answer; null: that of the list
   * @throws UnusableListError
   */
  async run(chunks: Chunks, purpose: LookupPurpose, type: ListType | null): Promise<LookedUpList> {
    const list = await readList(chunks);
    const answerType = type ?? list.type;
    const spool = await Spool.open(this.dependencies.dataDir);
    try {
      let text = lookupHeader(answerType);
      for await (const lines of this.lines(list, purpose)) {
        text += lookupText(lines, answerType);
        if (text.length < WRITTEN_AT_ONCE) continue;
        await spool.write(text);
        text = '';
      }
      await spool.write(text);
      return {
        type: answerType,
        bytes: spool.bytes,
        text: () => spool.chunks(),
        [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose](),
      };
    } catch (error) {
      await spool[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** One line for each row of a list, in its order, a batch at a time. @throws UnusableListError */
  async *lines(list: List, purpose: LookupPurpose): AsyncGenerator<readonly LookupLine[], void> {
    const { columns, names } = findAddresses(list);
    for await (const rows of list.rows(names)) {
      for (let first = 0; first < rows.length; first += ROWS_A_TURN) {
        yield this.#look(rows.slice(first, first + ROWS_A_TURN), columns, purpose);
        await nextTurn();
      }
    }
  }

  #look(rows: readonly Row[], columns: readonly string[], purpose: LookupPurpose): readonly LookupLine[] {
    const { recipients, clock } = this.dependencies;
    const addresses = rows.map((row) => ('error' in row ? '' : addressIn(row, columns)));
    const { results } = recipients.lookup(addresses, purpose, clock());
    return rows.map((row, index) => {
      const result = results[index];
      if ('error' in row || result === undefined) {
        const detail = 'error' in row ? row.error : 'was not looked up';
        return { address: '', sendable: false, error: 'unreadable-row', line: row.line, detail };
      }
      return result;
    });
  }
}

function addressIn(row: Exclude<Row, { readonly error: string }>, columns: readonly string[]): string {
  return columns.map(row.cell).find((text) => text !== '') ?? '';
}
