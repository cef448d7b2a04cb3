import type { Cell, Owner } from '../filing';
import { type BoxMark, markBefore } from './check-boxes';
import type { FormReading } from './form-reading';
import type { HeadBox } from './head-boxes';
import type { PlacedText } from './placed-text';

/** The four boxes of the item `Relationship of Reporting Person(s) to Issuer`, and the two lines under them. */
export type Relationship = Pick<
  Owner,
  'isDirector' | 'isOfficer' | 'isTenPercentOwner' | 'isOther' | 'officerTitle' | 'otherText'
>;

type RoleName = 'isDirector' | 'isTenPercentOwner' | 'isOfficer' | 'isOther';

const ROLES: readonly (readonly [RoleName, RegExp])[] = [
  ['isDirector', /\bDirector\b/i],
  ['isTenPercentOwner', /\b10\s?%\s?Owner\b/i],
  ['isOfficer', /\bOfficer\b(?:\s*\(?\s*give\s+title(?:\s+below)?\s*\)?)?/i],
  ['isOther', /\bOther\b(?:\s*\(?\s*specify(?:\s+(?:title\s+)?below)?\s*\)?)?/i],
];

interface FoundRole {
  readonly name: RoleName;
  readonly from: number;
  readonly to: number;
  readonly mark: BoxMark;
}

const UNREADABLE: Cell<boolean> = { doubt: 'unreadable' };

/**
 * Reads the boxes of the relationship. A box is crossed when a cross stands beside its label, empty when it is
 * printed so, or when its cell is blank and crosses stand in cells of their own: in a document that lost nothing
 * (`intact`), or where another box of the list shows it. Everything else is unknown, which is not false.
 */
export function readRelationship(
  boxes: readonly HeadBox[],
  head: PlacedText,
  intact: boolean,
  form: FormReading,
): Relationship {
  const text = relationshipText(boxes, head);
  const found = text ? findRoles(text.text) : [];
  const proven =
    intact || found.some(({ name, mark }) => mark === 'checked' && inOwnCell(text!.text, found, name));
  const relationship: { -readonly [Name in keyof Relationship]: Relationship[Name] } = {};
  for (const [name] of ROLES) {
    const role = found.find((one) => one.name === name);
    relationship[name] = role && text ? boxCell(role, text, proven, form) : UNREADABLE;
  }
  if (text) Object.assign(relationship, readTitles(text, found, relationship, form));
  const unknown = ROLES.filter(([name]) => relationship[name]?.value === undefined).map(([name]) => name);
  if (unknown.length === ROLES.length) {
    const message =
      'none of the boxes of the relationship to the issuer could be read; they are unknown, not false';
    form.problem('unreadableBoxes', message, { cell: 'isDirector' });
  }
  return relationship;
}

/** The text with the four labels: the box of the item, or else all of the head behind its label. */
function relationshipText(boxes: readonly HeadBox[], head: PlacedText): PlacedText | undefined {
  const own = boxes.find(({ label, text }) => label === 'relationship' && findRoles(text.text).length >= 2);
  if (own) return own.text;
  const item = boxes.find(({ label }) => label === 'relationship');
  const from = item ? head.text.indexOf(item.printed.text.slice(0, 20)) : 0;
  return findRoles(head.text).length > 0 ? head.slice(Math.max(0, from)) : undefined;
}

function findRoles(text: string): FoundRole[] {
  const found: FoundRole[] = [];
  for (const [name, pattern] of ROLES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const to = match.index + match[0].length;
    found.push({ name, from: match.index, to, mark: markBefore(text, match.index) });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** True when the mark of this role stands in a cell of its own. */
function inOwnCell(text: string, found: readonly FoundRole[], name: RoleName): boolean {
  const { from } = found.find((role) => role.name === name)!;
  return /\t\s*$/.test(text.slice(Math.max(0, from - 4), from));
}

function boxCell(
  { mark, from, to }: FoundRole,
  text: PlacedText,
  proven: boolean,
  form: FormReading,
): Cell<boolean> {
  const at = form.place(text.slice(from, to));
  if (mark === 'checked') return { value: true, filed: 'X', at };
  if (mark === 'unchecked') return { value: false, at };
  return mark === 'empty' && proven ? { value: false, at } : { ...UNREADABLE, at };
}

/** The line under the boxes: the officer's title, or what `Other` is. */
function readTitles(
  text: PlacedText,
  found: readonly FoundRole[],
  { isOfficer, isOther }: Relationship,
  form: FormReading,
): Relationship {
  const last = found[found.length - 1];
  const officer = found.find(({ name }) => name === 'isOfficer');
  if (!last || !officer || (!isOfficer?.value && !isOther?.value)) return {};
  const lines = text
    .slice(last.to)
    .split('\n')
    .flatMap((line) => line.split('\t'))
    .map((line) => line.trim())
    .filter((line) => /[a-z0-9]/i.test(line.text) && !isFormText(line.text));
  const first = lines[0] && form.textCell(lines[0]);
  const second = lines[1] && form.textCell(lines[1]);
  if (isOfficer?.value && isOther?.value) {
    return { ...(first && { officerTitle: first }), ...(second && { otherText: second }) };
  }
  if (isOfficer?.value) return first ? { officerTitle: first } : {};
  return first ? { otherText: first } : {};
}

/** Words of the form that can stand between the boxes and what is written under them. */
function isFormText(text: string): boolean {
  return /^(?:below\)?|title below\)?|\(?check all applicable\)?|specify below\)?|\(?give title.*|\(?specify.*)$/i.test(
    text,
  );
}
