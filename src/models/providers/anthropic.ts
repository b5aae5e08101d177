import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED } from './_switches.ts'
import type { Provider } from './provider.ts'

/**
 * Anthropic. The stop reason `refusal` comes from classifiers beside the model, so it is a block and no refusal:
 * https://platform.claude.com/docs/en/test-and-evaluate/strengthen-guardrails/handle-streaming-refusals
 */
export const anthropic: Provider = {
  id: 'anthropic',
  title: both('Anthropic', 'Anthropic'),
  dialect: 'anthropic',
  url: 'https://api.anthropic.com',
  keyVariable: 'ANTHROPIC_API_KEY',
  reference: 'https://platform.claude.com/docs/en/api/messages',
  capabilities: ['generate', 'stream', 'tools', 'images', 'thinking'],
  thinking: thinking => ({
    fields: {
      thinking:
        thinking === false
          ? { type: 'disabled' }
          : thinking === true
            ? { type: 'adaptive' }
            : { type: 'enabled', budget_tokens: thinking.maxTokens },
    },
  }),
  unsupported: {
    seed: NOT_DOCUMENTED,
    presencePenalty: NOT_DOCUMENTED,
    frequencyPenalty: NOT_DOCUMENTED,
    logProbabilities: NOT_DOCUMENTED,
    format: both('ask for JSON in words or through a tool', '请用文字或工具调用来要求 JSON'),
  },
  blocks: { phrases: ['blocked by content filtering policy'], finishes: ['refusal'] },
}
