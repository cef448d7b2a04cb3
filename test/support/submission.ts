/** Where and when a document was filed, as EDGAR's header says it; times are US Eastern. */
export interface Submitted {
  readonly accession: string;
  readonly form: string;
  /** ISO date. */
  readonly filed: string;
  /** ISO local time. */
  readonly accepted: string;
}

/** Ownership XML in the envelope of a full submission, as EDGAR disseminates it. */
export function submission(xml: string, { accession, form, filed, accepted }: Submitted): string {
  const digits = (text: string) => text.replace(/\D/g, '');
  return `<SEC-DOCUMENT>${accession}.txt : ${digits(filed)}
<SEC-HEADER>${accession}.hdr.sgml : ${digits(filed)}
<ACCEPTANCE-DATETIME>${digits(accepted)}
ACCESSION NUMBER:		${accession}
CONFORMED SUBMISSION TYPE:	${form}
PUBLIC DOCUMENT COUNT:		1
FILED AS OF DATE:		${digits(filed)}
</SEC-HEADER>
<DOCUMENT>
<TYPE>${form}
<SEQUENCE>1
<FILENAME>form${form.slice(0, 1)}.xml
<TEXT>
<XML>
${xml}</XML>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
`;
}
