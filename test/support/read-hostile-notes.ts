import { MAX_FOOTNOTE_LENGTH, readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import { HOSTILE_PHRASES, hostileNote, OPENINGS } from './hostile-notes';

/** Reads the longest hostile notes, and longer ones: run in a process of its own, which can be stopped if one hangs. */
let read = 0;
for (const phrase of HOSTILE_PHRASES) {
  readSchedule(hostileNote(OPENINGS[read % OPENINGS.length]!, phrase, MAX_FOOTNOTE_LENGTH));
  readSchedule(hostileNote('', phrase, 100 * MAX_FOOTNOTE_LENGTH));
  read++;
}
process.stdout.write(`${read} hostile phrases read`);
