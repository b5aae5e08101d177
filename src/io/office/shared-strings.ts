import { both } from '../../core/index.ts'
import { limitError } from '../container-errors.ts'
import { TextStore } from '../document/text-store.ts'
import type { OfficePackage } from './package.ts'
import type { XmlHandler, XmlReader } from './xml.ts'
import { streamXml } from './xml-stream.ts'

/** Loads the strings that the cells of a workbook refer to by number. Throws E_LIMIT when they are longer than a member may be. */
export async function readSharedStrings(office: OfficePackage, part: string): Promise<TextStore> {
  const strings = new TextStore()
  const { maxMemberBytes } = office.archive.limits
  for await (const _ of streamXml(
    office,
    part,
    sharedStringsHandler(text => strings.add(text)),
  )) {
    if (strings.bytes > maxMemberBytes) {
      throw limitError(
        office.label(part),
        both(`it holds more than ${maxMemberBytes} bytes of text`, `文本超过 ${maxMemberBytes} 字节`),
        both('raise the limit for members, or split the workbook', '请提高成员限制，或拆分工作簿'),
      )
    }
  }
  return strings
}

/** Hears the text of every `si`, where it stands and how its elements are prefixed; phonetic readings are left out. */
export function sharedStringsHandler(
  onString: (text: string, from: number, to: number, prefix: string) => void,
): XmlHandler {
  let reader: XmlReader | undefined
  let text = ''
  let from = 0
  let prefix = ''
  let inText = false
  let phonetic = 0
  return {
    attach(attached) {
      reader = attached
    },
    open(name, _attributes, start) {
      if (name === 'x:si') {
        text = ''
        from = start
        prefix = reader?.writtenPrefix ?? ''
      } else if (name === 'x:rPh') phonetic++
      else if (name === 'x:t') inText = phonetic === 0
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name, _start, end) {
      if (name === 'x:t') inText = false
      else if (name === 'x:rPh') phonetic--
      else if (name === 'x:si') onString(text, from, end, prefix)
    },
  }
}
