import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACME, DOE, ownershipXml, type XmlFiling } from '../support/ownership-xml';

/** An exercise: 50,000 shares bought for an option that is gone; 35,000 shares were there before. */
export const EXERCISE: XmlFiling = {
  period: '2008-06-17',
  signed: '2008-06-18',
  common: [{ on: '2008-06-17', code: 'M', way: 'A', shares: '50000', price: '1.375', following: '85000' }],
  options: [
    {
      title: 'Non-Qualified Stock Option',
      on: '2008-06-17',
      code: 'M',
      way: 'D',
      shares: '50000',
      following: '0',
      strike: '1.375',
      exercisable: '1999-07-29',
      expires: '2008-07-29',
    },
  ],
};

/** A sale with four decimal places, half a year later. */
export const SALE: XmlFiling = {
  period: '2008-12-01',
  signed: '2008-12-02',
  common: [
    { on: '2008-12-01', code: 'S', way: 'D', shares: '6230.5295', price: '4.5', following: '78769.4705' },
  ],
};

/** Filings of many persons: `count` purchases, ten to a person, each balance following the one before. */
export function manyFilings(count: number): { name: string; xml: string }[] {
  return Array.from({ length: count }, (_, n) => {
    const person = Math.floor(n / 10);
    const day = `2020-${String((n % 10) + 1).padStart(2, '0')}-03`;
    const xml = ownershipXml({
      owners: [{ cik: String(8_000_000 + person).padStart(10, '0'), name: `PERSON ${person}` }],
      period: day,
      signed: day,
      common: [
        { on: day, code: 'P', way: 'A', shares: '100', price: '10', following: String(100 * ((n % 10) + 1)) },
      ],
    });
    return { name: `filing-${String(n).padStart(5, '0')}.xml`, xml };
  });
}

export function writeFilings(folder: string, filings: readonly { name: string; xml: string }[]): void {
  for (const { name, xml } of filings) writeFileSync(join(folder, name), xml);
}

export { ACME, DOE, ownershipXml };
