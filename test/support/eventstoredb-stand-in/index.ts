export { EventStoreDbStandIn } from './stand-in.js';
export { StandInProcess } from './stand-in-process.js';
