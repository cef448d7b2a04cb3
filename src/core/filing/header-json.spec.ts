import { rejectionOf } from '../../../test/support/parsed';
import { parseHeaderJson } from './header-json';

const SUBMISSION = {
  'ACCESSION-NUMBER': '0009000001-24-000007',
  TYPE: '4',
  PERIOD: '20240304',
  'FILING-DATE': '20240305',
  'REPORTING-OWNER': [
    { 'OWNER-DATA': { 'CONFORMED-NAME': 'DOE JANE', CIK: '0009000001', 'ORGANIZATION-NAME': {} } },
    { 'OWNER-DATA': { 'CONFORMED-NAME': 'DOE FAMILY TRUST', CIK: '9000002' } },
  ],
  ISSUER: [{ 'COMPANY-DATA': { 'CONFORMED-NAME': 'ACME CORP', CIK: '0009100000' } }],
};
const read = (submission: unknown) => parseHeaderJson(JSON.stringify({ submission, documents: [] }));

describe("EDGAR's header as JSON", () => {
  it('gives accession number, dates, issuer and owners', () => {
    expect(read(SUBMISSION)).toEqual({
      kind: 'header',
      problems: [],
      header: {
        accession: '0009000001-24-000007',
        formType: '4',
        periodOfReport: '2024-03-04',
        filedOn: '2024-03-05',
        issuer: { cik: '0009100000', name: 'ACME CORP' },
        owners: [
          { cik: '0009000001', name: 'DOE JANE' },
          { cik: '0009000002', name: 'DOE FAMILY TRUST' },
        ],
      },
    });
  });

  it('takes a single object where a list can stand', () => {
    const single = {
      ...SUBMISSION,
      ISSUER: SUBMISSION.ISSUER[0],
      'REPORTING-OWNER': SUBMISSION['REPORTING-OWNER'][0],
    };
    expect(read(single)).toMatchObject({
      header: { issuer: { cik: '0009100000' }, owners: [{ cik: '0009000001' }] },
    });
  });

  it('has the acceptance time where there is one, and no dates that are none', () => {
    const header = {
      ...SUBMISSION,
      'ACCEPTANCE-DATETIME': '20240305163412',
      PERIOD: '20240231',
      'FILING-DATE': 5,
    };
    expect(read(header)).toMatchObject({
      header: { acceptedAt: '2024-03-05T16:34:12' },
      problems: [{ code: 'headerDate', message: expect.stringContaining('"20240231"') }],
    });
    expect(read(header)).not.toHaveProperty('header.periodOfReport');
    expect(read(header)).not.toHaveProperty('header.filedOn');
  });

  it.each([
    ['no JSON', '{"submission": ', 'notHeader', 'not EDGAR'],
    ['a list', '[1, 2]', 'notHeader', '"[1, 2]"'],
    ['no submission', '{"cik": "320193"}', 'notHeader', 'ACCESSION-NUMBER'],
    ['a submission that is text', '{"submission": "0009000001-24-000007"}', 'notHeader', 'ACCESSION-NUMBER'],
    [
      'an accession number that is none',
      '{"submission": {"ACCESSION-NUMBER": "7"}}',
      'headerAccession',
      '"7" is none',
    ],
    ['another form', JSON.stringify({ submission: { ...SUBMISSION, TYPE: '10-K' } }), 'formType', 'a 10-K'],
    ['too much', `{"submission": "${'x'.repeat(1_000_000)}"}`, 'notHeader', '1,000,000'],
    ['depth', '['.repeat(500_000), 'notHeader', 'not EDGAR'],
  ])('is refused for %s', (_, text, code, words) => {
    const problem = rejectionOf(parseHeaderJson(text));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
    expect(problem.message).toMatch(/^.{1,250}$/);
  });
});
