import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, thinkingType } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Moonshot (Kimi). Its errors: https://platform.kimi.com/docs/api/errors */
export const moonshot: Provider = {
  id: 'moonshot',
  title: both('Moonshot AI (Kimi)', '月之暗面（Kimi）'),
  dialect: 'openai',
  url: 'https://api.moonshot.cn/v1',
  regions: { international: 'https://api.moonshot.ai/v1' },
  keyVariable: 'MOONSHOT_API_KEY',
  reference: 'https://platform.kimi.com/docs/api/overview',
  capabilities: ['generate', 'stream', 'tools', 'images', 'thinking'],
  thinking: thinkingType,
  unsupported: { seed: NOT_DOCUMENTED, topK: NOT_DOCUMENTED, logProbabilities: NOT_DOCUMENTED },
  blocks: { codes: ['content_filter'], phrases: ['considered high risk'], finishes: ['content_filter'] },
}
