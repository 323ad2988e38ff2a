export { eventKey } from './event-input.ts';
export { trackEvents, type TrackOutcome } from './track-events.ts';
