/** A filing as ownership XML, in the test's words. Amounts are written as given. */
export interface XmlFiling {
  readonly form?: string;
  readonly owners?: readonly { readonly cik: string; readonly name: string }[];
  readonly issuer?: { readonly cik: string; readonly name: string; readonly symbol: string };
  readonly period: string;
  /** Of an amendment: the date of the original submission. */
  readonly original?: string;
  readonly remarks?: string;
  readonly signed: string;
  readonly common?: readonly XmlTransaction[];
  readonly options?: readonly XmlOption[];
}

export interface XmlTransaction {
  readonly on: string;
  readonly code: string;
  readonly way: 'A' | 'D';
  readonly shares: string;
  readonly price?: string;
  readonly following: string;
  readonly title?: string;
  /** Of indirect ownership; direct without it. */
  readonly nature?: string;
}

export interface XmlOption extends XmlTransaction {
  readonly strike: string;
  readonly exercisable: string;
  readonly expires: string;
}

export const DOE = { cik: '0009000001', name: 'DOE JANE' };
export const ACME = { cik: '0009100000', name: 'ACME CORP', symbol: 'ACME' };

/** The document, as a filer's software would write it. */
export function ownershipXml(filing: XmlFiling): string {
  const { form = '4', owners = [DOE], issuer = ACME, period, signed, common = [], options = [] } = filing;
  const original = filing.original
    ? `    <dateOfOriginalSubmission>${filing.original}</dateOfOriginalSubmission>\n`
    : '';
  const remarks = filing.remarks ? `    <remarks>${escaped(filing.remarks)}</remarks>\n` : '';
  return `<?xml version="1.0"?>
<ownershipDocument>
    <schemaVersion>X0306</schemaVersion>
    <documentType>${form}</documentType>
    <periodOfReport>${period}</periodOfReport>
${original}    <notSubjectToSection16>0</notSubjectToSection16>
    <issuer>
        <issuerCik>${issuer.cik}</issuerCik>
        <issuerName>${escaped(issuer.name)}</issuerName>
        <issuerTradingSymbol>${issuer.symbol}</issuerTradingSymbol>
    </issuer>
${owners.map(ownerXml).join('')}    <nonDerivativeTable>
${common.map(transactionXml).join('')}    </nonDerivativeTable>
    <derivativeTable>
${options.map(optionXml).join('')}    </derivativeTable>
    <footnotes></footnotes>
${remarks}    <ownerSignature>
        <signatureName>/s/ ${escaped(owners[0]!.name)}</signatureName>
        <signatureDate>${signed}</signatureDate>
    </ownerSignature>
</ownershipDocument>
`;
}

function ownerXml({ cik, name }: { cik: string; name: string }): string {
  return `    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>${cik}</rptOwnerCik>
            <rptOwnerName>${escaped(name)}</rptOwnerName>
        </reportingOwnerId>
        <reportingOwnerRelationship>
            <isDirector>1</isDirector>
        </reportingOwnerRelationship>
    </reportingOwner>
`;
}

function transactionXml(line: XmlTransaction): string {
  return `        <nonDerivativeTransaction>
            <securityTitle><value>${escaped(line.title ?? 'Common Stock')}</value></securityTitle>
${changeXml(line)}${holdingXml(line)}        </nonDerivativeTransaction>
`;
}

function optionXml(line: XmlOption): string {
  return `        <derivativeTransaction>
            <securityTitle><value>${escaped(line.title ?? 'Stock Option')}</value></securityTitle>
            <conversionOrExercisePrice><value>${line.strike}</value></conversionOrExercisePrice>
${changeXml(line)}            <exerciseDate><value>${line.exercisable}</value></exerciseDate>
            <expirationDate><value>${line.expires}</value></expirationDate>
            <underlyingSecurity>
                <underlyingSecurityTitle><value>Common Stock</value></underlyingSecurityTitle>
                <underlyingSecurityShares><value>${line.shares}</value></underlyingSecurityShares>
            </underlyingSecurity>
${holdingXml(line)}        </derivativeTransaction>
`;
}

function changeXml({ on, code, way, shares, price }: XmlTransaction): string {
  return `            <transactionDate><value>${on}</value></transactionDate>
            <transactionCoding>
                <transactionFormType>4</transactionFormType>
                <transactionCode>${code}</transactionCode>
                <equitySwapInvolved>0</equitySwapInvolved>
            </transactionCoding>
            <transactionAmounts>
                <transactionShares><value>${shares}</value></transactionShares>
                <transactionPricePerShare><value>${price ?? '0'}</value></transactionPricePerShare>
                <transactionAcquiredDisposedCode><value>${way}</value></transactionAcquiredDisposedCode>
            </transactionAmounts>
`;
}

function holdingXml({ following, nature }: XmlTransaction): string {
  const through =
    nature === undefined
      ? ''
      : `                <natureOfOwnership><value>${escaped(nature)}</value></natureOfOwnership>\n`;
  return `            <postTransactionAmounts>
                <sharesOwnedFollowingTransaction><value>${following}</value></sharesOwnedFollowingTransaction>
            </postTransactionAmounts>
            <ownershipNature>
                <directOrIndirectOwnership><value>${nature === undefined ? 'D' : 'I'}</value></directOrIndirectOwnership>
${through}            </ownershipNature>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
