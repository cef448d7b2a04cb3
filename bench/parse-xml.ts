import { SaxesParser } from 'saxes';
import { parseOwnershipXml } from '../src/core/filing/ownership-xml';
import type { Corpus } from './corpus';
import { peerPackage } from './peer-package';
import { type BenchRow, compare } from './report';

/** Licensed AGPL-3.0: fetched by the benchmark, never a dependency. */
const PEER = 'sec-edgar-toolkit';
const PEER_VERSION = '0.2.0';

/** Filings parsed per second, one thread: against a bare saxes pass and against the field's npm parser. */
export async function benchParseXml(corpus: Corpus): Promise<readonly BenchRow[]> {
  const texts = corpus.documents.map((document) => document.text);
  const ours = () => () => {
    for (const text of texts) {
      if (parseOwnershipXml(text).kind !== 'filing') throw new Error('a filing of the corpus was not read');
    }
  };
  const rows = [
    await compare({
      name: 'parse ownership XML, every value with its place and footnotes',
      unit: 'filings/s',
      peerName: 'bare saxes pass',
      goal: 0.5,
      count: texts.length,
      ours,
      peer: () => () => {
        for (const text of texts) new SaxesParser().write(text).close();
      },
    }),
  ];
  const parseAll = peerParser();
  if (parseAll) {
    rows.push(
      await compare({
        name: 'parse ownership XML, every value with its place and footnotes',
        unit: 'filings/s',
        peerName: `${PEER} ${PEER_VERSION}`,
        goal: 3,
        count: texts.length,
        ours,
        peer: () => () => {
          for (const text of texts) parseAll(text);
        },
      }),
    );
  }
  return rows;
}

/** The peer's parse of one document, silenced; undefined where the peer cannot be had. */
function peerParser(): ((xml: string) => unknown) | undefined {
  const peer = peerPackage<{ OwnershipFormParser: new (xml: string) => { parseAll(): unknown } }>(
    PEER,
    PEER_VERSION,
  );
  return peer && ((xml) => silenced(() => new peer.OwnershipFormParser(xml).parseAll()));
}

/** The peer prints warnings for what it does not know; printing is not what is measured. */
function silenced<Result>(run: () => Result): Result {
  const { log, info, debug, warn, error } = console;
  const silent = () => {};
  Object.assign(console, { log: silent, info: silent, debug: silent, warn: silent, error: silent });
  try {
    return run();
  } finally {
    Object.assign(console, { log, info, debug, warn, error });
  }
}
