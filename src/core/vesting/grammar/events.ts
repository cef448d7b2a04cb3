import type { TriggerEvent } from '../schedule';
import { either, mapped, maybe, type Parser, sequence, tried, words } from './combinators';
import { calendarDays, yearNumber } from './dates';
import { duration } from './durations';
import { ordinalNumber, wholeNumber } from './numbers';

const ISSUER = 'issuer|company|corporation|registrant|employer|bank|trust|partnership|parent';
const HOLDERS = 'stockholders|shareholders|stockholder|shareholder|unitholders|members';

const dateOf = maybe(words('the|a? date|day|time of|on|immediately? which?'));
const dayBefore = maybe(
  words(
    'the|one|a? date|day|business|trading? day? immediately? prior|preceding|before|immediately? to? the? date|commencement|start|beginning? of?',
  ),
);

/** What tells one annual meeting from another; which one it is, the next will show. */
const meetingTail = either(
  words(
    'immediately? following|after|next|subsequent|succeeding following? to? the|such? date? of? the|this|such? grant|award|issuance date?',
  ),
  words(
    'that|which? occurs|occurring|held|scheduled|is|to|shall|will be? held? immediately? following|after|next|subsequent following? the? date? of? the? grant|award|issuance date?',
  ),
  words(
    'immediately? following|after|subsequent the? completion|closing|consummation of the? issuer|company? initial public offering',
  ),
  words(
    'that|which occurs|is|held|occurring held? immediately? following|after the? completion|closing of the? issuer|company? initial public offering',
  ),
  mapped(sequence(words('immediately? following|after'), calendarDays), () => true as const),
  mapped(
    sequence(
      words(',? that|which? is|occurs? not? at|less? least|than?'),
      duration,
      words(
        'after|following|from the? immediately? preceding|prior|previous|last? year? annual? meeting|grant|date of? grant? of? stockholders|shareholders?',
      ),
    ),
    () => true as const,
  ),
  mapped(sequence(words('held|to in|during be? held? in?'), yearNumber), () => true as const),
  mapped(sequence(words('in|for|during calendar|fiscal? year?'), yearNumber), () => true as const),
  words(`of|for the|its|our? ${ISSUER}? ${HOLDERS}`),
  words(`of|for the|its ${ISSUER}`),
  words('occurring|held|that|which after|following? the? grant date'),
  words('at which directors are|is elected'),
);

const meetingName = either(
  words(`annual general? meeting of? the|its|our? ${ISSUER}? ${HOLDERS}?`),
  words(`annual ${HOLDERS} meeting`),
  words(`annual general meeting`),
  words(`${HOLDERS} annual meeting`),
  words('agm'),
  words(`annual ${ISSUER} meeting of ${HOLDERS}`),
);

const namedMeeting = sequence(
  dayBefore,
  dateOf,
  maybe(words(`the|its|our|such? ${ISSUER}?`)),
  maybe(words('regularly|regular? scheduled?')),
  maybe(
    either(
      words('first|next|following|subsequent|succeeding|immediately next|following|succeeding? year?'),
      mapped(ordinalNumber, () => true as const),
    ),
  ),
  maybe(words('regular|regularly scheduled?')),
  maybe(yearNumber),
  meetingName,
);
/** Most phrases behind a meeting that tell which one it is. */
const MAX_TAILS = 4;

/** `the next annual meeting of stockholders`, `the Issuer's 2020 annual stockholders' meeting`. */
const annualMeeting: Parser<TriggerEvent> = (text, from) => {
  const parsed = tried(namedMeeting, text, from);
  if (!parsed) return undefined;
  let next = parsed.next;
  for (let tails = 0; tails < MAX_TAILS; tails++) next = tried(meetingTail, text, next)?.next ?? next;
  return { value: 'nextAnnualMeeting', next };
};

const ON_ITS =
  'the|a|an|any|such|his|her|their|its? date? of? the|a|an|any|such? reporting? person|director|grantee|holder|participant?';
const ofWhom = maybe(
  words(
    'of|by the|such|a reporting? person|director|grantee|participant|holder|recipient|executive|optionee|employee',
  ),
);
const happening = (pattern: string, event: TriggerEvent): Parser<TriggerEvent> =>
  mapped(sequence(maybe(words(ON_ITS)), words(pattern), ofWhom), () => event);

const changeInControl = either(
  happening(
    'consummation|closing|occurrence|effectiveness? of? a|the? change in|of control of? the? issuer|company|corporation?',
    'changeInControl',
  ),
  happening('change in|of control of? the? issuer|company|corporation? event?', 'changeInControl'),
  happening('certain? corporate transaction|event', 'changeInControl'),
  happening('sale of the? company|issuer', 'changeInControl'),
);
const liquidity = either(
  happening(
    'completion|closing|consummation|effectiveness|pricing|effective of|date? of? the|an|its? issuer|company? initial public offering|ipo',
    'liquidityEvent',
  ),
  happening('issuer|company? initial public offering|ipo', 'liquidityEvent'),
  happening('liquidity event', 'liquidityEvent'),
  happening(
    'completion|closing|consummation|effective of|time|date? of? the? merger|acquisition|business|spin|separation|distribution|transaction|offering|transactions combination|off|agreement?',
    'liquidityEvent',
  ),
);
const service = 'service|services|employment|board|director|directors|directorship|status|position';
const separation = either(
  happening(
    `separation|termination|cessation|resignation|departure|removal|end from|of|as the|his|her|a? reporting? person? ${service} with|of|as|from|on|to? the|a|an? ${service}|issuer|company? of? directors|the? issuer|company? for? any? reason?`,
    'separation',
  ),
  happening('separation from service|services', 'separation'),
  happening('termination|cessation|separation|resignation', 'separation'),
  happening(
    `leaves|leaving|terminates|ceases|ends|terminating to? be|serve|provide? as|with|from? the|a|his|her? ${service} as|of|with? the|a? directors|director|issuer|company?`,
    'separation',
  ),
  happening('no longer serves|serving|employed', 'separation'),
);
const retirement = happening(
  'retirement|retires from? as|the? a? board|company|issuer|director? of? directors? of? the? issuer|company?',
  'retirement',
);
const death = happening('death', 'death');
const disability = happening(
  'permanent|total? and? total|permanent? disability|disabled|incapacity',
  'disability',
);

const birthday: Parser<TriggerEvent> = either(
  mapped(sequence(maybe(words(ON_ITS)), ordinalNumber, words('birthday')), (): TriggerEvent => 'other'),
  mapped(
    sequence(
      maybe(
        words(
          'when|date|day|attainment on|by|of? which? the|his|her? reporting? person|director|executive|officer|he|she|grantee?',
        ),
      ),
      words('attains|reaches|turns|attaining|reaching|attainment of? the? age? of?'),
      wholeNumber,
    ),
    (): TriggerEvent => 'other',
  ),
);

/** Something that happens on a date that the text does not give. */
export const event: Parser<TriggerEvent> = either(
  annualMeeting,
  changeInControl,
  liquidity,
  birthday,
  death,
  disability,
  retirement,
  separation,
);
