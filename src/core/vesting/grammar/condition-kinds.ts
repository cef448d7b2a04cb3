import type { Condition, TriggerEvent } from '../schedule';

/** `terms` of a plan or an agreement change nothing; what is `unknown` may change everything. */
export type ConditionKind = Condition['kind'] | 'terms' | 'unknown';

export interface ConditionMeaning {
  readonly kind: ConditionKind;
  /** The event that stands for it in a schedule, where there is one. */
  readonly event?: TriggerEvent;
  /** What the same words say besides. */
  readonly also?: readonly Condition['kind'][];
}

const SERVICE =
  /^(?:services?|employ|employed|employment|continuous|continuously|serves?|serving|remains?|remaining|remained|continues?|continued|continuing|director|tenure)$/;
const SOONER =
  /^(?:accelerate|accelerated|accelerates|acceleration|accelerating|control|death|disability|disabled|retires?|retirement|dies|corporate|earlier)$/;
const SOONER_EVENT =
  /^(?:accelerated|acceleration|control|death|dies|disability|disabled|incapacity|retires?|retirement|termination|terminates|terminated|separation|cessation|redemption|merger|sale|ipo|offering|events?|circumstances|corporate|transaction|event|plan|agreement|provided|determined|discretion)$/;
const ACCELERATE = /^(?:accelerate|accelerated|accelerates|accelerating|acceleration)$/;
const ACHIEVED =
  /^(?:goals?|targets?|milestones?|objectives?|criteria|metrics?|achieved|achievement|attainment|attained|ebitda|revenue|earnings|eps|roic|hurdles?|tsr|payout|fda)$/;
const OF_PERFORMANCE =
  /^(?:conditions?|measures?|periods?|requirements?|vesting|based|factors?|results|certification|levels?|over|during|for|against)$/;
const PERFORMANCE_OF = /^(?:on|upon|financial|company|operating|operational|corporate|issuer|market)$/;
const MARKET = /^(?:vwap|volume|tsr|hurdles?|capitalization|prices?|shareholder|return|trading|weighted)$/;
const OTHER_THAN_MARKET = /^(?:milestones?|operational|operating|ebitda|revenue|earnings|eps|roic)$/;
const COMPARED =
  /^(?:above|traded|closes|exceeding|equaling|equals?|exceeds?|reaches|reach|least|volume|vwap|return|hurdles?|increases)$/;
const TERMS =
  /^(?:plan|agreements?|terms?|provisions|exceptions|restrictions|certain|conditions|circumstances|policy|program|footnote|above|below|herein|forfeiture|adjustments?|laws?|blackout|withholding|tax|taxes|provided|set|described|specified)$/;
const DELIVERY =
  /^(?:vesting|settlement|exercise|delivery|vest|vested|vests|exercised|settled|issuance|conversion|payment)$/;
const LIQUIDITY = /^(?:ipo|liquidity|offering|merger|spin|combination|listing|underwriting)$/;
const ROUNDING = /^(?:otherwise|final|last|rounded|rounding)$/;

const SAVING = /^(?:unless|except|notwithstanding|absent|where|whether)$/;
const HAPPENING = /^(?:upon|if|in|when|once|should|on|after|following|each|by)$/;
const TIMING = /^(?:upon|on|after|following|at|until|when|once)$/;
/** Openings that need known words behind them: alone they open all sorts of phrases. */
const SOFT = /^(?:in|with|over|during|at|for|as|by)$/;

/** Words that service is asked for with, not only named by. */
const GOES_ON_SERVING =
  /^(?:continuous|continuously|continued|continues?|continuing|remains?|remaining|employed|serves?|serving)$/;

/** What a condition's words mean; undefined where they are no condition at all. */
export function meaningOfCondition(inner: readonly string[]): ConditionMeaning | undefined {
  const meaning = mainMeaning(inner);
  const serves =
    inner.some((word) => GOES_ON_SERVING.test(word)) &&
    inner.some((word) => /^(?:services?|employment|employed|serves?|serving|director|board)$/.test(word));
  if (!serves || !meaning || !/^(?:acceleration|performance|marketCondition)$/.test(meaning.kind))
    return meaning;
  return { ...meaning, also: [...(meaning.also ?? []), 'continuedService'] };
}

/** `lead` is a condition's first word. */
function mainMeaning(inner: readonly string[]): ConditionMeaning | undefined {
  const lead = inner[0]!;
  const has = (kind: RegExp) => inner.some((word) => kind.test(word));
  if (has(/^(?:rounded|rounding)$/)) return { kind: 'terms' };
  // What was bought early can be bought back: vesting is told elsewhere.
  if (has(/^(?:repurchase|repurchased)$/) && !has(/^(?:until|lapses?)$/)) return { kind: 'terms' };
  if (lead === 'to' && inner[2] === 'extent' && has(/^earned$/))
    return { kind: 'performance', event: 'performance' };
  // "upon the satisfaction of both a service-based condition and a liquidity condition": what these are is told apart.
  if (has(/^liquidity$/) && has(/^(?:service|time)$/) && has(/^(?:conditions?|requirements?)$/))
    return { kind: 'other', also: ['continuedService'] };
  if (/^(?:or|,)$/.test(lead) && has(/^(?:earlier|sooner|later)$/))
    return has(SOONER_EVENT) ? { kind: 'acceleration' } : { kind: 'unknown' };
  if (has(ACCELERATE)) return { kind: 'acceleration' };
  if (/^(?:with|and|,|full|pro|partial|prorated|earlier|immediate|continued)$/.test(lead) && has(/^vesting$/))
    return has(SOONER_EVENT) || has(/^terminations?$/) ? { kind: 'acceleration' } : { kind: 'unknown' };
  if (has(ACHIEVED) || namesPerformance(inner) || (has(MARKET) && has(COMPARED))) return performance(inner);
  if (
    has(/^(?:forfeit|forfeited|forfeiture)$/) &&
    has(/^(?:terminations?|terminates|ceases|leaves|resigns)$/)
  )
    return { kind: 'continuedService' };
  if (SAVING.test(lead)) return savingClause(has);
  if (has(SOONER) && (HAPPENING.test(lead) || has(/^(?:if|event|upon)$/))) return { kind: 'acceleration' };
  // "in connection with her commencement of employment" says why it was granted.
  if (has(SERVICE))
    return { kind: lead === 'in' && inner[1] === 'connection' ? 'terms' : 'continuedService' };
  if (has(SOONER)) return { kind: 'acceleration' };
  if (has(LIQUIDITY)) return { kind: 'other', event: 'liquidityEvent' };
  if (TIMING.test(lead)) {
    if (has(DELIVERY) || lead === 'until') return { kind: 'terms' };
    return lead === 'on' || lead === 'at' || inner.length < 2 ? undefined : { kind: 'unknown' };
  }
  if (has(TERMS)) return { kind: 'terms' };
  return SOFT.test(lead) && inner[1] !== 'the' ? undefined : { kind: 'unknown' };
}

/** `unless earlier forfeited`: and nothing that makes it vest. */
function onlyForfeits(has: (kind: RegExp) => boolean): boolean {
  return !has(/^(?:accelerated|control|death|disability|retirement|employment|service|services)$/);
}

/** `unless earlier accelerated`, `unless service ends before`, `except as set forth in the plan`. */
function savingClause(has: (kind: RegExp) => boolean): ConditionMeaning {
  if (has(/^(?:forfeited|expired|terminated|cancelled)$/) && onlyForfeits(has)) return { kind: 'terms' };
  if (has(/^(?:accelerated|control|earlier)$/)) return { kind: 'acceleration' };
  if (has(SERVICE) || has(/^(?:terminates|terminated|ceases)$/)) return { kind: 'continuedService' };
  if (has(SOONER)) return { kind: 'acceleration' };
  return { kind: has(TERMS) || has(ROUNDING) ? 'terms' : 'unknown' };
}

/** `performance conditions`, not `performance of services` or `performance share units`. */
function namesPerformance(inner: readonly string[]): boolean {
  return inner.some(
    (word, at) =>
      word === 'performance' &&
      (OF_PERFORMANCE.test(inner[at + 1] ?? '') || PERFORMANCE_OF.test(inner[at - 1] ?? '')),
  );
}

function performance(inner: readonly string[]): ConditionMeaning {
  const market = inner.some((word) => MARKET.test(word));
  const other = inner.some((word) => OTHER_THAN_MARKET.test(word));
  return market
    ? { kind: 'marketCondition', event: 'marketCondition', ...(other && { also: ['performance'] }) }
    : { kind: 'performance', event: 'performance' };
}
