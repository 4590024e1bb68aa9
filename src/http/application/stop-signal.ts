import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Aborts when the service stops, for work that would not end by itself in time. */
@Injectable()
export class StopSignal implements OnModuleDestroy {
  readonly #stopping = new AbortController();
  readonly signal = this.#stopping.signal;

  onModuleDestroy(): void {
    this.#stopping.abort();
  }
}
