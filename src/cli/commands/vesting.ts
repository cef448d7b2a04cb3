import type { SixtyDayCount } from '../../core/rules/within-sixty-days';
import { PeopleService } from '../../services/people.service';
import { today } from '../../services/today';
import { type VestingLotAnswer, type VestingQuestion, VestingService } from '../../services/vesting.service';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { EVIDENCE_COLUMNS, TERMS_COLUMNS } from '../csv-columns';
import { ask } from '../open-ledger';
import { vestingText } from '../vesting-text';

type CountedLot = VestingLotAnswer & { readonly count: SixtyDayCount | undefined };

const COLUMNS: CsvColumns<CountedLot> = [
  ['lotId', ({ lotId }) => lotId],
  ...TERMS_COLUMNS,
  ['origin', ({ origin }) => origin],
  ['acquiredOn', ({ acquiredOn }) => acquiredOn],
  ['on', ({ position }) => position.on],
  ['units', ({ units }) => units],
  ['vested', ({ position }) => position.vested],
  ['unvested', ({ position }) => position.unvested],
  ['exercisable', ({ position }) => position.exercisable],
  ['vestedAtMost', ({ position }) => position.atMost.vested],
  ['exercisableAtMost', ({ position }) => position.atMost.exercisable],
  ['held', ({ position }) => position.held],
  ['exercised', ({ position }) => position.exercised],
  ['disposed', ({ position }) => position.disposed],
  ['expired', ({ position }) => position.expired],
  ['forfeited', ({ position }) => position.forfeited],
  ['withinShares', ({ count }) => count?.shares ?? null],
  ['withinUnits', ({ count }) => count?.units ?? null],
  ['withinReason', ({ count }) => count?.reason ?? null],
  ['certainty', ({ vesting }) => vesting.certainty],
  ['source', ({ vesting }) => vesting.source],
  ['assumptions', ({ vesting }) => vesting.assumptions.join('; ')],
  ['undetermined', ({ vesting }) => vesting.undetermined],
  ['doubts', ({ doubts }) => doubts.join('; ')],
  ['labels', ({ labels }) => labels.join(' ')],
  ...EVIDENCE_COLUMNS,
];

/** `holdings vesting PERSON`: what has vested and can be exercised of each derivative lot, on a date and within sixty days. */
export function vesting(
  person: string,
  { asOf = today(), ...question }: Partial<VestingQuestion>,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger.get(VestingService).vesting(personId, { asOf, ...question });
    if (format === 'json') await output.json(answer);
    else if (format === 'text') await output.lines(vestingText(answer));
    else {
      const counts = new Map(answer.within.lots.map((count) => [count.lotId, count]));
      const rows = answer.lots.map((lot) => ({ ...lot, count: counts.get(lot.lotId) }));
      await writeCsv(COLUMNS, rows, output);
    }
  });
}
