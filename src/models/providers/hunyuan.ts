import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, thinkingType } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Tencent Hunyuan. Its switch for reasoning: https://cloud.tencent.cn/document/product/1823/131208 */
export const hunyuan: Provider = {
  id: 'hunyuan',
  title: both('Tencent Hunyuan', '腾讯混元'),
  dialect: 'openai',
  url: 'https://api.hunyuan.cloud.tencent.com/v1',
  regions: { tokenhub: 'https://tokenhub.tencentmaas.com/v1' },
  keyVariable: 'HUNYUAN_API_KEY',
  reference: 'https://cloud.tencent.com/document/product/1729/111007',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'thinking'],
  thinking: thinkingType,
  unsupported: {
    topK: NOT_DOCUMENTED,
    presencePenalty: NOT_DOCUMENTED,
    frequencyPenalty: NOT_DOCUMENTED,
    logProbabilities: NOT_DOCUMENTED,
  },
  blocks: { finishes: ['sensitive', 'content_filter'] },
}
