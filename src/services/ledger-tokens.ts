/** Provider of the event store: an interface with two implementations, so it cannot stand for itself. */
export const EVENT_STORE = Symbol('EventStore');
