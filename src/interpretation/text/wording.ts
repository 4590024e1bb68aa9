import { says } from '../phrases/phrases.js';

/**
 * That a delivery failed or did not happen yet, in the languages that mail servers speak. One match is a hint, no
 * proof.
 */
const FAILURE_WORDS: readonly RegExp[] = [
  /un(?:deliver|mail|rout)(?:ed|able|eable)|non[- ]?deliver|not (?:yet )?(?:be |been )?(?:deliver|sent\b|reach|accept|process)|(?:could|can|did|was|would|wo)(?:n['’]t| ?not) (?:be )?(?:deliver|sen[dt]|reach|accept|able to|relay)|(?:could|can|was|were|has|have) ?not (?:been |be )?(?:handed|given|passed|put|forwarded|transferred|routed|transmitted)/i,
  /(?:unable|failed|impossible|not able|trouble|problems?|error) (?:to |in |with )?(?:deliver|send|reach|relay)|deliver\w*(?: \w+){0,4} (?:fail|error|problem|delay|status|not possible|postpone|impossible)|fail\w*(?: \w+){0,3} (?:deliver|recipient|address)/i,
  /mail(?:ing)? (?:fail|error|system error|could|refused|rejected|bounced)|return(?:ed|ing) (?:mail|message|to sender|your)|(?:been|was|is) (?:returned|rejected|refused|bounced|blocked|postponed|delayed)|failure notice|processing error|permanent (?:fatal )?(?:error|failure)|fatal error|errors? (?:occurred|report|message|was)|address(?:es)?(?:\(es\))? (?:had|failed)/i,
  /(?:user|host|address|mailbox|recipient|account|domain|addressee)\b(?: \w+){0,3} (?:unknown|not (?:found|known|listed|exist|recognized|recognised|allowed|a valid)|full|unavailable|disabled|suspended|invalid|over quota|does(?:n['’]t| not) exist)|full mailbox|(?:unknown|invalid|no such|bad|incorrect|not a valid) (?:\w+ )?(?:user|host|address|mailbox|recipient|account|domain)|over ?quota|quota (?:\w+ ){0,4}(?:exceed|violation)|does ?n[o'’]t (?:exist|have)|invalid final delivery/i,
  /unzustellbar|nicht (?:zugestellt|zustellbar|gesendet|erreicht)|zustell(?:ung|fehler)|konnte nicht|n['’](?:a|ont) pas (?:pu|été)|non (?:remis|distribu|délivr)|[ée]chec|impossible de|no (?:se )?(?:pudo|pudieron|ha podido|puede|ha sido)|(?:correo|mensaje) (?:devuelto|no entregado)|não (?:pode|pôde|foi|p[oô]de)|falha|impossibile|non (?:è stato|può|recapitat|consegnat)|mancat[ao] (?:recapito|consegna)|niet (?:worden |bezorg|afgeleverd|bestel)|onbestelbaar|nie (?:mog|zosta|istnieje|dostarcz)|niedor[eę]cz|не (?:\p{L}+ ){0,3}(?:доставлен|найден|существует)|недоставлен|kunne ikke|kunde inte|ei voitu|doručit/iu,
  /届け(?:できません|られません|ません)|届きません|配信(?:でき|失敗|エラー)|送信(?:でき|失敗|エラー)|エラー|配送(?:でき|不能)|宛先不明|見つかりません|存在しません|退信|无法|無法|失败|失敗|不存在|被拒|拒收|投递|전송|실패|반송/u,
];

export function hasFailureWords(text: string): boolean {
  return FAILURE_WORDS.some((words) => words.test(text)) || says('failed', text) || says('delayed', text);
}

/** That a server keeps trying. */
const DELAY_WORDS =
  /not yet (?:been )?(?:deliver|sent)|warning (?:only|message)|warning\W{1,3}could not send|could not send (?:mail|message) for past|only a (?:warning|temporary)|just a warning|deliver\w* (?:\w+ )?(?:delayed|postponed)|(?:is|been|was) (?:delayed|postponed)|(?:will|we['’]ll) (?:\w+ ){0,2}(?:continue|retry|be retried|try again|keep trying|be made|be attempted)|attempts? will (?:continue|be made)|still (?:being|trying)|no action is required|will be (?:re-?tried|repeated)|noch nicht zugestellt|verz[oö]ger|配信遅延/i;

/** That a server has stopped trying. */
const FINAL_WORDS =
  /giv(?:en|ing|e) up (?!and)|(?:['’]ve|have|has) given up|gave up|not (?:going to )?(?:try|retry|be retried) again|(?:envelope|message|delivery time) expired|permanent(?:ly)? (?:fatal )?(?:error|fail)|failed permanently|no longer (?:be )?(?:tried|attempted|retried)|too long|return(?:ed|ing) (?:message |mail )?to (?:the )?sender|undeliverable|retry time(?:out)? exceeded|removed from the (?:mail )?queue/i;

/** Whether a text tells of a delay and of no final failure. */
export function tellsOfDelay(text: string): boolean {
  return !FINAL_WORDS.test(text) && (DELAY_WORDS.test(text) || says('delayed', text));
}

/**
 * That the time of one message in the queue is over. A report on a delay speaks of long queues and of undeliverable
 * mail, too.
 */
const GIVING_UP =
  /(?<!not )giv(?:en|ing|e) up (?!and)|(?:['’]ve|have|has) given up|gave up|not (?:going to )?(?:try|retry|be retried) again|(?:envelope|message|delivery time) (?:has )?expired|permanent(?:ly)? (?:fatal )?(?:error|fail)|failed permanently|no longer (?:be )?(?:tried|attempted|retried)|retry time(?:out)? exceeded|removed from the (?:mail )?queue/i;

export function tellsOfGivingUp(text: string): boolean {
  return GIVING_UP.test(text);
}

/** Why something failed, as introductions of lists say it; that it failed says nothing. */
const REASON_WORDS =
  /\b(?:because|due to|since (?:the|it)|(?:not|n['’]t|stopped) respon\w+|not (?:listed|found|known|exist|available|accepting)|unknown|no such|does(?:n['’]t| not) exist|full|quota|over (?:(?:its|the|their) )?\w*limit|expired|tim(?:e|ed|ing)[ -]?out|too (?:large|big|many|long)|maximum|loop|rejected by|refused|after (?:more than )?\d+ (?:hours?|days?)|blocked|disabled|suspended|weil|wegen|da der|parce que|car le|porque|debido|perché|poiché|omdat|wegens)\b|ため|一杯|不明|由于|因为|因為|때문/iu;

/** Whether a text that tells of a failure also tells why. */
export function namesReason(text: string): boolean {
  return REASON_WORDS.test(text);
}
