const listed = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Articles, pronouns, auxiliaries and the prepositions that neither compare nor order. */
const SMALL = listed(`
  a an the this these those such said each any all its his her hers him their them they it he she we our us my
  which who whom whose that what there here of to in on at by for from with under as per into onto upon
  is are was were be been being am has have had having do does did will shall may can could must should
  and or but then so also both either thereby therefor therefore thereof thereto therein provides thereon thereunder therewith relate relates hereby
  herein hereof hereto hereunder accordingly i e g ie eg etc viz s
`);

/** Whose award it is, and who gave it. */
const PEOPLE = listed(`
  reporting reported person persons individual holder holders grantee grantees recipient recipients optionee optionees
  participant participants awardee director directors nonemployee employee employees officer officers executive executives
  chief president vice chairman chairwoman chairperson chair lead independent outside inside external secretary treasurer counsel consultant
  consultants advisor adviser member members partner partners board committee committees audit nominating governance
  compensation human capital management manager managing ceo cfo coo cto cmo cao svp evp vp general former current spouse
  stockholder stockholders shareholder shareholders investor investors affiliate affiliates affiliated subsidiary
  subsidiaries parent family beneficiary mr mrs ms dr jr sr
`);
const COMPANY = listed(`
  issuer company corporation registrant employer bank bancorp bancshares partnership firm entity trust fund inc llc corp co ltd lp plc
  holdings holding group international technologies therapeutics pharmaceuticals energy financial services systems
  successor predecessor operating general
`);

/** Under which papers, for what, in which form it was given. */
const PAPERS = listed(`
  plan plans program programs policy policies agreement agreements award awards grant grants scheme election elections form forms notice letter
  contract employment offer omnibus equity incentive incentives long term short ltip stock option options share shares
  unit units rsu rsus psu psus dsu dsus sar sars security securities inducement retention signing bonus bonuses
  annual retainer retainers fee fees cash lieu salary compensation compensatory consideration exchange part pursuant accordance according respect
  regard regards connection relation relating related terms condition conditions requirement requirements provisions amended restated amendment amendments applicable following
  defined described set forth specified provided noted stated above below table schedule schedules footnote footnotes
  note notes rule section code internal revenue act exempt exemption rules regulations tax
  commencement commencing vesting vest exercise exercisability service services continuous based time performance cliff
  standard graded customary usual normal special non qualified nonqualified statutory nonstatutory iso nso
  deferred deferral restricted restriction restrictions phantom repurchase right rights risk forfeiture conditional favor pre funded underlying common ordinary class series preferred
  subject covered representing represented representing underlying issuable issued granted awarded made received receive receives
  acquired purchase purchased upon which respect multiple single separate same entire whole full total aggregate number amount
  portion fraction value fair market price closing sale base strike date dates day days initial original additional annually
  role position appointment appointed promotion hire hiring joining election reelection elected service provider
`);

/** How, where it changes neither when nor how much. */
const MANNER = listed(`
  automatically immediately currently presently already previously originally initially generally normally typically solely only
  instead further furthermore additionally moreover ratably accordingly respectively once now
  scheduled expected eligible anticipated intended designed deemed considered entitled able
  become becomes became becoming begin begins began continue continues continued follow follows followed occur occurs
  occurred occurring take takes place happen shall effective effect noted
  available outstanding beneficially owned beneficial ownership transaction transactions report reports reporting filing filings statement
  nonforfeitable transferable
`);

const HARMLESS: ReadonlySet<string> = new Set([...SMALL, ...PEOPLE, ...COMPANY, ...PAPERS, ...MANNER]);

/** Words that change nothing about when or how much vests, whatever they stand beside. Lower case. */
export function isHarmless(word: string): boolean {
  return HARMLESS.has(word);
}
