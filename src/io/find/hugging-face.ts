import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { both, type Localized } from '../../core/index.ts'

/** Files that describe a data set saved by the `datasets` library. */
const DESCRIPTIONS = new Set(['dataset_info.json', 'dataset_infos.json', 'dataset_dict.json'])
/** Read to tell a data set card from any other README. */
const CARD_BYTES = 16 * 1024
const CARD =
  /^---\r?\n(?:[^\n]{0,2000}\n){0,400}?(?:dataset_info|configs|task_categories|size_categories|pretty_name|annotations_creators|source_datasets):/u

/**
 * Says which files of a folder describe a Hugging Face data set rather than being it.
 * @param names the names of everything in the folder.
 */
export async function descriptionsOf(
  folder: string,
  names: readonly string[],
): Promise<Map<string, Localized>> {
  const found = new Map<string, Localized>()
  for (const name of names) if (DESCRIPTIONS.has(name)) found.set(name, DESCRIBES)
  const hasArrow = names.some(name => name.endsWith('.arrow'))
  if (names.includes('state.json') && (found.size > 0 || hasArrow)) found.set('state.json', DESCRIBES)
  if (names.includes('README.md') && (await isCard(join(folder, 'README.md'))))
    found.set('README.md', CARD_REASON)
  return found
}

const DESCRIBES = both('describes a Hugging Face data set', '用于描述 Hugging Face 数据集')
const CARD_REASON = both('the card of a Hugging Face data set', 'Hugging Face 数据集的说明卡')

async function isCard(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(CARD_BYTES), 0, CARD_BYTES, 0)
      return CARD.test(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
