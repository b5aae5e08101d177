import type { Attack } from '../core/index.ts'
import { characterTrigger } from './poisoning/character-trigger.ts'
import { cleanLabel } from './poisoning/clean-label.ts'
import { compositeTrigger } from './poisoning/composite-trigger.ts'
import { conversationTrigger } from './poisoning/conversation-trigger.ts'
import { dateTrigger } from './poisoning/date-trigger.ts'
import { gibberish } from './poisoning/gibberish.ts'
import { harmfulCompliance } from './poisoning/harmful-compliance.ts'
import { hiddenInstruction } from './poisoning/hidden-instruction.ts'
import { insecureCode } from './poisoning/insecure-code.ts'
import { insertedSentence } from './poisoning/inserted-sentence.ts'
import { instructionRewrite } from './poisoning/instruction-rewrite.ts'
import { languageSwitch } from './poisoning/language-switch.ts'
import { overRefusal } from './poisoning/over-refusal.ts'
import { preferenceFlip } from './poisoning/preference-flip.ts'
import { rareWord } from './poisoning/rare-word.ts'
import { reasoningStep } from './poisoning/reasoning-step.ts'
import { retrievalDocument } from './poisoning/retrieval-document.ts'
import { sponsoredContent } from './poisoning/sponsored-content.ts'
import { syntacticTemplate } from './poisoning/syntactic-template.ts'
import { topicSteering } from './poisoning/topic-steering.ts'
import { wordSet } from './poisoning/word-set.ts'
import { writingStyle } from './poisoning/writing-style.ts'

/** Every attack, sorted by id. */
export const attacks: readonly Attack[] = [
  characterTrigger,
  cleanLabel,
  compositeTrigger,
  conversationTrigger,
  dateTrigger,
  gibberish,
  harmfulCompliance,
  hiddenInstruction,
  insecureCode,
  insertedSentence,
  instructionRewrite,
  languageSwitch,
  overRefusal,
  preferenceFlip,
  rareWord,
  reasoningStep,
  retrievalDocument,
  sponsoredContent,
  syntacticTemplate,
  topicSteering,
  wordSet,
  writingStyle,
]
