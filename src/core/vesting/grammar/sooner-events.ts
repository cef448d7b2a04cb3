import type { TimePoint } from './anchors';

const SOONER = /^(?:changeInControl|death|disability|retirement|separation)$/;

/** Death, a change in control and the like: beside a schedule they only make it vest sooner. */
export function isSooner(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'event' && SOONER.test(point.base.event);
}
