import type { Classifier } from '../../classification/index.js';
import { type JsonObject, type LedgerEventOf, type RecordedEvent, typedEvent } from '../../events/index.js';

type Bounce = LedgerEventOf<'BounceReceived'>['data'];

/**
 * Tells the log as it would be if one ruleset had been in force from the first day: it classifies every bounce when it
 * comes, and nothing is ever reclassified. As a status is a fold of everything that happened, in the order of its
 * times, that is the state which reclassifying all of history by it leads to.
 * @returns what to tell instead of each event of the log, asked in log order; null: nothing
 */
export function underRuleset(classifier: Classifier): (event: RecordedEvent) => RecordedEvent | null {
  let stream = '';
  // One append carries what a mail says and what is thought of it.
  const bounces = new Map<string, Bounce>();
  return (event) => {
    if (event.stream !== stream) bounces.clear();
    stream = event.stream;
    const { type, data } = typedEvent(event);
    switch (type) {
      case 'RulesetPublished':
      case 'ReclassificationStarted':
      case 'BounceReclassified':
      case 'ReclassificationProgressed':
      case 'ReclassificationCompleted':
      case 'ReclassificationCancelled':
        return null;
      case 'BounceReceived':
        bounces.set(data.bounceId, data);
        return event;
      case 'BounceClassified': {
        const bounce = bounces.get(data.bounceId);
        if (bounce === undefined) throw new Error(`bounce ${data.bounceId} is classified before it was received`);
        return { ...event, data: { ...event.data, verdict: { ...classifier.classify(bounce) } } satisfies JsonObject };
      }
      default:
        return event;
    }
  };
}
