import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, thinkingType } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Volcengine Ark (Doubao). Its errors: https://www.volcengine.com/docs/82379/1099476 */
export const volcengine: Provider = {
  id: 'volcengine',
  title: both('Volcengine Ark (Doubao)', '火山方舟（豆包）'),
  dialect: 'openai',
  url: 'https://ark.cn-beijing.volces.com/api/v3',
  keyVariable: 'ARK_API_KEY',
  reference: 'https://www.volcengine.com/docs/82379/1298454',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'log-probabilities', 'thinking'],
  thinking: thinkingType,
  unsupported: { seed: NOT_DOCUMENTED, topK: NOT_DOCUMENTED },
  blocks: {
    codes: [
      'InputTextRiskDetection',
      'InputImageRiskDetection',
      'OutputTextRiskDetection',
      'OutputImageRiskDetection',
    ],
    codePrefixes: [
      'SensitiveContentDetected',
      'InputTextSensitiveContentDetected',
      'InputImageSensitiveContentDetected',
      'OutputTextSensitiveContentDetected',
      'OutputImageSensitiveContentDetected',
    ],
    finishes: ['content_filter'],
  },
}
