import { z } from 'zod'
import {
  type Attack,
  type Definition,
  defineAttack,
  type Localized,
  type PoisonCampaign,
  type SeededRandom,
} from '../../core/index.ts'

/** Options that every recipe understands; what is left out is drawn. */
export const commonOptions = {
  /** Language of triggers and outputs that the recipe writes itself. */
  language: z.enum(['en', 'zh']).default('en'),
}

/** What a recipe is made of; the attack on one text follows from the campaign. */
export interface Recipe<S extends z.ZodType>
  extends Omit<Definition, 'version' | 'stages' | 'maturity' | 'options' | 'needs'> {
  readonly version?: number
  readonly options: S
  readonly threatModel: Localized
  readonly budget: number
  readonly campaign: (options: z.output<S>, random: SeededRandom) => PoisonCampaign
}

/** Defines an attack on training data whose text form marks a prompt with the trigger of a campaign. */
export function defineRecipe<const S extends z.ZodType>(recipe: Recipe<S>): Attack {
  return defineAttack({
    version: 1,
    stages: ['data', 'tuning'],
    maturity: 'experimental',
    ...recipe,
    poison(text, options: z.output<S>, random) {
      const campaign = recipe.campaign(options, random)
      return {
        text: campaign.mark(text, random),
        payload: campaign.triggers.join(' / ') || campaign.behavior,
      }
    },
  })
}
