import type { Filing, Owner, Table } from '../../src/core/filing/filing';
import {
  columnsOf,
  linesOf,
  type PrintedCell,
  type PrintedColumn,
  printedDate,
} from './printed-form-columns';
import { cityLine, cross, itemsOf, STATEMENT, streets, tableTitle, titlesOf } from './printed-form-items';

/** A filing as EDGAR renders it: nested tables, links with CIKs, superscripts, crosses in cells of their own. */
export function printHtml(filing: Filing): string {
  const form = filing.formType[0]!;
  return `<html>
<head><title>SEC FORM
            ${filing.formType}</title><style type="text/css">.FormData {color: blue;}</style></head>
<body>SEC Form ${filing.formType}
   <table width="100%" border="0"><tr>
<td width="20%" colspan="2" class="FormName">FORM ${filing.formType}</td>
<td rowspan="2"><span class="FormTitle">UNITED STATES SECURITIES AND EXCHANGE COMMISSION</span><br><span>Washington, D.C. 20549</span><br><br><span class="FormTitle">${STATEMENT[form]}</span></td>
</tr></table>
${head(filing)}
${table(filing, 'I')}
${table(filing, 'II')}
${filing.owners.length > 1 ? `<table width="40%" border="1">${filing.owners.map((owner) => `<tr><td valign="top">${ownerBox(owner)}</td></tr>`).join('\n')}</table>` : ''}
<table border="0" width="100%">
<tr><td class="MedSmallFormText"><b>Explanation of Responses:</b></td></tr>
${filing.noSecuritiesOwned?.value && filing.lines.length === 0 ? '<tr><td class="FootnoteData">No securities are beneficially owned.</td></tr>' : ''}
${filing.footnotes.map(({ id, text }) => `<tr><td class="FootnoteData">${id.slice(1)}. ${inHtml(text)}</td></tr>`).join('\n')}
<tr><td class="FormText"><b>Remarks:</b></td></tr>
<tr><td class="FootnoteData">${inHtml(filing.remarks?.value ?? '')}</td></tr>
</table>
<table width="100%" border="0">
${filing.signatures
  .map(
    ({ signatureName, signatureDate }) =>
      `<tr><td width="60%"></td><td><u><span class="FormData">${inHtml(signatureName?.value ?? '')}</span></u></td><td><u><span class="FormData">${printedDate(signatureDate?.value)}</span></u></td></tr>`,
  )
  .join('\n')}
<tr><td></td><td>** Signature of Reporting Person</td><td>Date</td></tr>
<tr><td colspan="3">Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.</td></tr>
</table></body></html>`;
}

function inHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function link(cik: string | undefined, name: string): string {
  return `<a href="/cgi-bin/browse-edgar?action=getcompany&amp;CIK=${cik}">${inHtml(name)}</a>`;
}

function ownerBox(owner: Owner): string {
  const third = (value: string) => `<td width="33%"><span class="FormData">${inHtml(value)}</span></td>`;
  return `<span class="MedSmallFormText">1. Name and Address of Reporting Person<sup>*</sup></span><table border="0"><tr><td>${link(owner.rptOwnerCik?.value, owner.rptOwnerName!.value!)}</td></tr></table>
<hr width="98%">
<table border="0" width="100%"><tr>
<td>(Last)</td>
<td>(First)</td>
<td>(Middle)</td>
</tr></table>
<table border="0" width="100%">
${[0, 1].map((i) => `<tr><td><span class="FormData">${inHtml(streets(owner)[i] ?? '')}</span></td></tr>`).join('\n')}
</table>
<hr width="98%">
<span>(Street)</span><table border="0" width="100%"><tr>
${cityLine(owner).map(third).join('\n')}
</tr></table>
<hr width="98%">
<table border="0"><tr><td>(City)</td><td>(State)</td><td>(Zip)</td></tr></table>`;
}

function head(filing: Filing): string {
  const items = itemsOf(filing);
  const owner = filing.owners[0]!;
  const { issuerCik, issuerName, issuerTradingSymbol } = filing.issuer;
  const mark = (crossed: boolean) =>
    `<td width="15%" align="center">${crossed ? '<span class="FormData">X</span>' : ''}</td>`;
  return `<table width="100%" border="1">
<tr>
<td rowspan="3" width="35%">${ownerBox(owner)}</td>
<td><span>${items.issuerLabel.replace(' and ', ' <b>and</b> ')}
      </span><br>${link(issuerCik?.value, issuerName?.value ?? '')}
     [ <span class="FormData">${inHtml(issuerTradingSymbol?.value ?? '')}</span> ]
   </td>
<td rowspan="2"><span>${items.relationshipLabel}
      </span><br><span>(Check all applicable)</span><table border="0" width="100%">
<tr>${mark(cross(owner.isDirector))}<td>Director</td>${mark(cross(owner.isTenPercentOwner))}<td>10% Owner</td></tr>
<tr>${mark(cross(owner.isOfficer))}<td>Officer (give title below)</td>${mark(cross(owner.isOther))}<td>Other (specify below)</td></tr>
${titlesOf(owner)
  .map(
    (title) => `<tr><td colspan="4" align="center"><span class="FormData">${inHtml(title)}</span></td></tr>`,
  )
  .join('\n')}
</table></td>
</tr>
<tr><td><span>${items.periodLabel}</span><br><span class="FormData">${items.period}</span></td></tr>
<tr>
<td><span>${items.amendmentLabel}</span><br><span class="FormData">${items.amendment}</span></td>
<td><span>6. Individual or Joint/Group Filing (Check Applicable Line)
      </span><table border="0">
<tr>${mark(!items.joint)}<td>Form filed by One Reporting Person</td></tr>
<tr>${mark(items.joint)}<td>Form filed by More than One Reporting Person</td></tr>
</table></td>
</tr>
</table>`;
}

function table(filing: Filing, which: Table): string {
  const form = filing.formType[0]!;
  const columns = columnsOf(form, which);
  const lines = linesOf(filing, which);
  return `<table width="100%" border="1"><thead>
<tr><th colspan="${columns.length}"><b>${tableTitle(form, which)}</b>${which === 'II' ? '<br><b>(e.g., puts, calls, warrants, options, convertible securities)</b>' : ''}</th></tr>
<tr>${upperHeadings(columns)}</tr>
<tr>${columns
    .filter(({ over }) => over !== undefined)
    .map(({ heading }) => `<th width="4%">${heading}</th>`)
    .join('\n')}</tr>
</thead>
${lines.length > 0 ? `<tbody>${lines.map((cells) => `<tr>\n${cells.map(printCell).join('\n')}\n</tr>`).join('\n')}</tbody>` : ''}
</table>`;
}

function upperHeadings(columns: readonly PrintedColumn[]): string {
  const cells: string[] = [];
  columns.forEach(({ heading, over }, i) => {
    if (over === undefined) cells.push(`<th rowspan="2">${heading}</th>`);
    else if (over !== columns[i - 1]?.over) {
      cells.push(`<th colspan="${columns.filter((column) => column.over === over).length}">${over}</th>`);
    }
  });
  return cells.join('\n');
}

function printCell({ text, footnotes }: PrintedCell): string {
  const dollars = text.startsWith('$') ? '<span class="FormText">$</span>' : '';
  const value = `<span class="FormData">${inHtml(dollars ? text.slice(1) : text)}</span>`;
  const notes = footnotes
    .map((id) => `<span class="FootnoteData"><sup>(${id.slice(1)})</sup></span>`)
    .join('');
  return `<td align="center">${text === '' && notes === '' ? '' : `${dollars}${value}${notes}`}</td>`;
}
