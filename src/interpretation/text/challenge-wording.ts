/**
 * That a message waits until its sender proves to be a person: challenges of mailbox owners and of servers. Offers to have a
 * server taken off a blocklist are none.
 */
const CHALLENGE_WORDS =
  /(?:requires?|needs?|await(?:s|ing)|pending) (?:your |sender )?(?:confirmation|verification|approval)|not pre-?approved|(?:added|add you(?:r (?:e-?mail )?address)?) to (?:my|the|our|his|her|their|the recipient['’]s) (?:\w+ )?(?:allowed|guest|approved|safe|white) ?list|(?:confirm|prove|verify) (?:that )?(?:you are|you['’]re|your(?:self)?|this) (?:\w+ ){0,3}(?:human|person|real|legitimate|e-?mail|message|mail server|sender|address)|confirmation required|to have your (?:e-?mail )?address added/i;
const WAY_TO_ANSWER = /https?:\/\/|click|follow (?:the )?instructions|reply to this/i;

export function tellsOfChallenge(text: string): boolean {
  return CHALLENGE_WORDS.test(text) && WAY_TO_ANSWER.test(text);
}
