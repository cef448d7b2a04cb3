import type { Cell, Owner } from '../filing';
import { excerpt } from '../problem-list';
import type { FormReading } from './form-reading';
import { letters } from './likeness';
import { PlacedText } from './placed-text';

type Address = Pick<
  Owner,
  'rptOwnerStreet1' | 'rptOwnerStreet2' | 'rptOwnerCity' | 'rptOwnerState' | 'rptOwnerZipCode'
>;
type Draft = { -readonly [Name in keyof Address]: Address[Name] };

/** Two letters, or a letter and a digit for places outside the United States (EDGAR's state and country codes). */
const STATE = /^[A-Z][A-Z0-9]$/;
const ZIP = /^(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}$/i;
/** Brackets that belong to the label under a box, left over where the scan cut it. */
const STRAY_BRACKETS = /^[[\](){}|]+|[[\](){}|]+$/g;

/** The address of an owner, from what stands above (Street) and what stands above (City) (State) (Zip). */
export function readAddress(street: PlacedText, city: PlacedText, form: FormReading): Address {
  const address: Draft = {};
  const lines = street
    .split('\n')
    .flatMap((line) => line.split('\t'))
    .filter((line) => /[a-z0-9]/i.test(line.text));
  const [first, ...rest] = lines;
  const street1 = first && form.textCell(first);
  const street2 = rest.length > 0 ? form.textCell(PlacedText.join(rest, ' ')) : undefined;
  if (street1) address.rptOwnerStreet1 = street1;
  if (street2) address.rptOwnerStreet2 = street2;
  const fields = addressFields(city);
  if (fields.length > 0) Object.assign(address, new CityReader(fields, form).read());
  return address;
}

/** The words of the line with city, state and zip code, without what belongs to other items of the form. */
function addressFields(text: PlacedText): PlacedText[] {
  const fields: PlacedText[] = [];
  for (const line of text.split('\n')) {
    for (const field of line.split('\t')) {
      const trimmed = field.fold();
      const plain = letters(trimmed.text);
      // The number of the next item, torn off its label: `[4`, `4. If`.
      if (plain === '' || /^\W*\d\W*(?:if)?$/i.test(trimmed.text)) continue;
      fields.push(trimmed);
    }
  }
  return fields;
}

class CityReader {
  private readonly address: Draft = {};
  /** True when the line shows damage, so that its first word may lack letters. */
  private damaged = false;

  constructor(
    private fields: PlacedText[],
    private readonly form: FormReading,
  ) {}

  read(): Draft {
    const torn = this.fields.length > 1;
    const zip = this.takeLast((text) => ZIP.test(text));
    const state = this.takeLast((text) => STATE.test(text));
    const city = PlacedText.join(this.fields, ' ').fold();
    if (zip && torn && !state) this.damaged = true;
    // A comma before the state is the line's; in a field of its own the city is as it was filed.
    if (!city.isBlank) this.putCity(torn ? city : city.slice(0, city.text.replace(/[,\s]+$/, '').length));
    if (state) this.put('rptOwnerState', state);
    else if (zip && torn) {
      this.address.rptOwnerState = { doubt: 'unreadable' };
      const message = 'the state could not be read; look it up in the original form';
      this.form.problem('unreadableText', message, { cell: 'rptOwnerState', at: this.form.place(city) });
    }
    if (zip) this.put('rptOwnerZipCode', zip);
    return this.address;
  }

  /** Takes the last word off the last field when it is what is looked for. */
  private takeLast(fits: (text: string) => boolean): PlacedText | undefined {
    const last = this.fields[this.fields.length - 1];
    if (!last) return undefined;
    const words = [...last.text.matchAll(/\S+/g)];
    // Codes of other countries can have two words: `SW1A 1AA`.
    for (const count of [2, 1]) {
      const from = words[words.length - count]?.index;
      if (from === undefined || (count === 2 && !/\d/.test(words[words.length - 1]![0]))) continue;
      const word = last.slice(from);
      const plain = word.text.replace(STRAY_BRACKETS, '');
      if (!fits(plain) || (count === 2 && STATE.test(plain.split(' ')[0]!))) continue;
      if (count === 2 && /^[A-Z]{3,}$/i.test(plain.split(' ')[0]!)) continue;
      if (plain !== word.text) this.damaged = true;
      const before = last.slice(0, from).trim();
      this.fields = before.isBlank ? this.fields.slice(0, -1) : [...this.fields.slice(0, -1), before];
      return word;
    }
    return undefined;
  }

  private put(name: 'rptOwnerState' | 'rptOwnerZipCode', word: PlacedText): void {
    const value = word.text.replace(STRAY_BRACKETS, '');
    const at = this.form.place(word);
    if (value === word.text) {
      this.address[name] = { value, at };
      return;
    }
    this.address[name] = { value, filed: word.text, at, doubt: 'repaired' };
    this.form.repair({
      rule: 'strayCharacter',
      cell: name,
      at,
      filed: word.text,
      value,
      evidence: ['the bracket belongs to the label under the box; what is left is a valid code'],
      alternatives: [],
    });
  }

  private putCity(city: PlacedText): void {
    const at = this.form.place(city);
    if (!this.damaged) {
      const cell: Cell | undefined = this.form.textCell(city);
      if (cell) this.address.rptOwnerCity = cell;
      return;
    }
    this.address.rptOwnerCity = { filed: city.text, at, doubt: 'unreadable' };
    const message = `"${excerpt(city.text)}" stands in a damaged line and may lack letters; look it up in the original form`;
    this.form.problem('unreadableText', message, { cell: 'rptOwnerCity', at });
  }
}
