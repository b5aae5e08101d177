import { both } from '../core/index.ts'
import { inputError } from './container-errors.ts'
import type { Format } from './format.ts'
import { isZip } from './office/package.ts'
import { readZipDirectory } from './zip/directory.ts'

/** ZIP archives that are no document: refused with a message that says what to do. */
export const zip: Format = {
  name: 'zip',
  extensions: ['.zip'],
  content: 'binary',
  readOnly: both('ZIP archives are not read; unpack them', '不读取 ZIP 压缩包；请先解压'),
  sniff: ({ bytes, extension }) => (isZip(bytes) ? 'likely' : extension === '.zip' ? 'possible' : 'no'),
  // biome-ignore lint/correctness/useYield: an archive gives no samples
  async *read(source, { limits }) {
    const { members } = await readZipDirectory(source, limits)
    throw inputError(
      source.path,
      both(
        `a ZIP archive of ${members.length} members, not a dataset`,
        `是含 ${members.length} 个成员的 ZIP 压缩包，不是数据集`,
      ),
      both('unpack it and name the folder or the files in it', '请解压后指定其中的文件夹或文件'),
    )
  },
}
