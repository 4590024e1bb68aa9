import { says } from '../phrases/phrases.js';

/**
 * That a message waits until its sender proves to be a person: challenges of mailbox owners and of servers. Offers to
 * have a server taken off a blocklist are none.
 */
const CHALLENGE_WORDS =
  /(?:requires?|needs?|await(?:s|ing)|pending) (?:your |sender )?(?:confirmation|verification|approval)|not pre-?approved|(?:added|add you(?:r (?:e-?mail )?address)?) to (?:my|the|our|his|her|their|the recipient['’]s) (?:\w+ )?(?:allowed|guest|approved|safe|white) ?list|(?:confirm|prove|verify) (?:that )?(?:you are|you['’]re|your(?:self)?|this) (?:\w+ ){0,3}(?:human|person|real|legitimate|e-?mail|message|mail server|sender|address)|confirmation required|(?:to|on) (?:my|the|our|his|her|their) list of (?:approved|allowed|trusted|permitted) senders|(?:is|was|has been|being) held (?:because|until|for|pending)|to release your (?:message|e-?mail|mail)\b|best[äa]tigen sie(?:,? dass| bitte)?|wurde zur[üu]ckgehalten|(?:confirmer|prouver) que vous|(?:confirme|confirmar|comprobar) que (?:usted|você|es una|é uma)|(?:confermare|dimostrare) (?:di essere|che)|bevestig(?:en)? dat u|to have your (?:e-?mail )?address added/i;
const WAY_TO_ANSWER =
  /https?:\/\/|click|klick|cliqu|follow (?:the )?instructions|reply (?:to this|with)|fill in|(?:type|enter) the (?:\w+ )?(?:letters|word|code|characters)|send an? (?:empty )?(?:message|reply|e-?mail) to|["'“]reply["'”]/i;

export function tellsOfChallenge(text: string): boolean {
  return WAY_TO_ANSWER.test(text) && (CHALLENGE_WORDS.test(text) || says('challenge', text));
}
