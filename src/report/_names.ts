import { type Assessment, both, ENTITY_TYPES, type Localized, type UsedDefinition } from '../core/index.ts'

/** The names people read for ids: from the definitions of the run, the entity types, or the id itself. */
export interface Names {
  definition(id: string): UsedDefinition | undefined
  /** Title of an audit or detector. */
  title(id: string): Localized
  /** Name of a type of finding of an audit. */
  type(audit: string, type: string): Localized
  topic(id: string): Localized
}

/** Collects the names of one assessment. */
export function namesOf(assessment: Assessment): Names {
  const definitions = new Map(assessment.definitions.map(each => [each.id, each]))
  const anyType = new Map<string, Localized>()
  for (const { types } of assessment.definitions) {
    for (const [type, name] of Object.entries(types ?? {})) if (!anyType.has(type)) anyType.set(type, name)
  }
  const entities: Readonly<Record<string, { readonly title: Localized }>> = ENTITY_TYPES
  const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
    record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
  return {
    definition: id => definitions.get(id),
    title: id => definitions.get(id)?.title ?? both(id, id),
    type: (audit, type) =>
      own(definitions.get(audit)?.types, type) ??
      own(entities, type)?.title ??
      anyType.get(type) ??
      both(type, type),
    topic: id => own(assessment.topics, id) ?? both(id, id),
  }
}
