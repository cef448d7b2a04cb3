import type { Cell, Owner } from '../filing';
import { readAddress } from './address';
import type { FormReading } from './form-reading';
import type { HeadBox } from './head-boxes';
import { PlacedText } from './placed-text';
import { joinTornWords } from './torn-words';

/**
 * The owners whose names and addresses the boxes hold, in order, without one that is printed twice. An owner
 * whose name cannot be read is left out, with a problem.
 */
export function readOwners(boxes: readonly HeadBox[], form: FormReading): Owner[] {
  const owners: Owner[] = [];
  const seen = new Set<string>();
  boxes.forEach((box, i) => {
    if (box.label !== 'owner') return;
    const next = boxes.findIndex((other, j) => j > i && other.label === 'owner');
    const owner = readOwner(box, boxes.slice(i + 1, next < 0 ? undefined : next), form);
    if (!owner) return;
    const key = owner.rptOwnerCik?.value ?? owner.rptOwnerName!.value!.toLowerCase();
    if (!seen.has(key)) owners.push(owner);
    seen.add(key);
  });
  return owners;
}

function readOwner(box: HeadBox, others: readonly HeadBox[], form: FormReading): Owner | undefined {
  const name = nameCell(box.text, form) ?? nameBehindLabel(others, form);
  if (!name) {
    const message = 'the name of the reporting person could not be read';
    form.problem('unreadableOwner', message, { cell: 'rptOwnerName', at: form.place(box.printed) });
    return undefined;
  }
  const cik = box.text.cik;
  const street = joined(others, 'ownerName');
  const city = joined(others, 'ownerStreet', 'ownerCity');
  return {
    ...(cik !== undefined && { rptOwnerCik: { value: cik, at: form.place(box.text.trim()) } }),
    rptOwnerName: name,
    ...readAddress(name.doubt === 'inferred' ? PlacedText.EMPTY : street, city, form),
  };
}

/** The name in the box: its first line with letters, put together where it was torn. */
function nameCell(text: PlacedText, form: FormReading): Cell | undefined {
  const line = text.split('\n').find((one) => isName(one.text));
  if (!line) return undefined;
  const pieces = line
    .split('\t')
    .map((piece) => piece.trim())
    .filter((piece) => /[a-z]/i.test(piece.text));
  const plain = PlacedText.join(pieces, ' ').fold();
  const { value } = joinTornWords(
    pieces.map((piece) => piece.fold().text),
    form.words,
  );
  if (value === plain.text) return form.textCell(plain);
  form.repair({
    rule: 'tornText',
    cell: 'rptOwnerName',
    at: form.place(plain),
    filed: plain.text,
    value,
    evidence: ['the form has the whole word elsewhere'],
    alternatives: [plain.text],
  });
  return { value, filed: plain.text, at: form.place(plain), doubt: 'repaired' };
}

function isName(text: string): boolean {
  return /[a-z]{2}/i.test(text) && !/^\W*(?:last|first|middle)\W*$/i.test(text);
}

/** A name that a form prints below `(Last) (First) (Middle)` instead of above it. */
function nameBehindLabel(others: readonly HeadBox[], form: FormReading): Cell | undefined {
  const text = joined(others, 'ownerName');
  const first = text.split('\n').find((line) => /[a-z]{2}/i.test(line.text));
  if (!first || /\d/.test(first.text)) return undefined;
  const cell = form.textCell(first, { doubt: 'inferred' })!;
  form.repair({
    rule: 'ownerNameBelowLabel',
    cell: 'rptOwnerName',
    at: cell.at!,
    filed: first.text.trim(),
    value: cell.value!,
    evidence: ['nothing stands above (Last) (First) (Middle), and this line below it has no digits'],
    alternatives: [],
  });
  return cell;
}

/** What stands behind these labels, one line for each. */
function joined(boxes: readonly HeadBox[], ...labels: HeadBox['label'][]): PlacedText {
  const parts = boxes.filter(({ label, text }) => labels.includes(label) && !text.isBlank);
  return PlacedText.join(
    parts.map(({ text }) => text),
    '\t',
  );
}
